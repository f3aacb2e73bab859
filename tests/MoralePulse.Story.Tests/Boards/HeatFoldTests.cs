using MoralePulse.Domain.Organisation;
using MoralePulse.Web.Charts;
using MoralePulse.Web.Pages.Boards;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Boards;

/// <summary>The heat map's rows: every living unit once, teams folded away with the unit that they belong to.</summary>
[TestFixture]
internal sealed class HeatFoldTests
{
    private static readonly IReadOnlyList<HeatGroup> Groups = HeatGroup.Of(new UnitTree(
    [
        new("org", null, "Trust", UnitKind.Organisation, 900), new("care", "org", "Care", UnitKind.Directorate, 600), new("b", "care", "B department", UnitKind.Department, 300),
        new("a", "care", "A department", UnitKind.Department, 300), new("a1", "a", "A1", UnitKind.Team, 20), new("a2", "a", "A2", UnitKind.Team, 20), new("a1x", "a1", "A1 nights", UnitKind.Team, 12),
        new("c1", "care", "Care's own team", UnitKind.Team, 20), new("o1", "org", "Board office", UnitKind.Team, 20), new("gone", "b", "Gone", UnitKind.Team, 20, new DateOnly(2026, 1, 1)),
    ]));

    [Test]
    public void Every_living_unit_is_there_once_and_each_team_with_its_nearest_department() => Assert.That(
        Groups.Select(group => $"{group.Depth} {group.Unit.Id}: {string.Join(' ', group.Teams.Select(team => team.Id))}"),
        Is.EqualTo(new[] { "0 org: o1", "1 care: c1", "2 a: a1 a1x a2", "2 b: " }));

    [Test]
    public void An_address_says_whose_teams_are_shown()
    {
        Assert.That(HeatFolds.Of(Groups, [], null, null).Open, Is.Empty);
        Assert.That(HeatFolds.Of(Groups, ["a", "b", "nowhere", null], null, null).Open, Is.EqualTo(new[] { "a" }), "b has no teams, and nowhere is no unit");
        Assert.That(HeatFolds.Of(Groups, ["a"], "care", null).Open, Is.EqualTo(new[] { "a", "care" }));
        Assert.That(HeatFolds.Of(Groups, ["a", "care"], "a", null).Open, Is.EqualTo(new[] { "care" }));
        Assert.That(HeatFolds.Of(Groups, ["a"], null, "open").Open, Is.EqualTo(new[] { "a", "care", "org" }));
        Assert.That(HeatFolds.Of(Groups, ["a"], null, "closed").Open, Is.Empty);
    }

    [TestCase(0, 1)]
    [TestCase(29, 1)]
    [TestCase(30, 2)]
    [TestCase(59, 4)]
    [TestCase(60, 5)]
    [TestCase(80, 7)]
    [TestCase(100, 7)]
    public void A_step_of_the_hue_holds_what_its_key_says(int percent, int step)
    {
        Assert.That(HeatStep.Of(percent), Is.EqualTo(step));
        var (from, to) = HeatStep.Span(step);
        Assert.That(percent, Is.InRange(from, to));
    }
}
