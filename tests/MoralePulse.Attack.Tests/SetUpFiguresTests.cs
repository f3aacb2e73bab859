using MoralePulse.Attack.Tests.Gates;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Harness;
using MoralePulse.Web.SetUp;
using NUnit.Framework;

namespace MoralePulse.Attack.Tests;

/// <summary>What the set-up page tells is measured, not typed in: <c>scripts/gates --set-up-figures</c> writes it anew, and it must be where the rules have changed.</summary>
internal sealed class SetUpFiguresTests
{
    private const string Head = "Staff,Participation,Level,K,P,D,Departments,TeamsAWeek,TeamsIn28Days,Error,MovesADay,WaitHours";

    [Test]
    public async Task The_figures_of_the_set_up_page_are_those_that_the_rules_give()
    {
        if (Environment.GetEnvironmentVariable("MORALEPULSE_WRITE_SET_UP_FIGURES") == "true")
        {
            var lines = SetUpFigures.Choices.AsParallel().AsOrdered().Select(choice => SetUpFigures.Line(SetUpFigures.Measure(choice.Staff, choice.Participation, choice.Level, choice.Limits)));
            var file = Path.Combine(RepositoryFolder.Find("MoralePulse.sln")!, "src", "MoralePulse.Web", "SetUp", "expected-boards.csv");
            await File.WriteAllLinesAsync(file, [Head, .. lines]);
            Assert.Pass($"Written: {file}");
        }

        foreach (var (level, limits) in new[] { (UnitKind.Team, new ReleaseLimits()), (UnitKind.Team, new(5, 4, 1)), (UnitKind.Department, new(20, 8, 3)) })
            foreach (var told in ExpectedBoards.Nearest(400, limits, level))
                Assert.That(SetUpFigures.Measure(told.Staff, told.Participation, level, limits), Is.EqualTo(told));
    }

    [Test]
    public void An_organisation_is_told_of_the_nearest_size_and_of_its_own_choice()
    {
        var told = ExpectedBoards.Nearest(2100, new(12, 5, 2), UnitKind.Directorate);
        Assert.That(told.Select(one => (one.Staff, one.Participation, one.Level, one.K, one.P, one.D)), Is.EqualTo(new[] { (1700, 25, "department", 10, 5, 2), (1700, 55, "department", 10, 5, 2) }));
        Assert.That(told.Select(one => one.TeamsAWeek), Is.All.Null);
    }
}
