using MoralePulse.Bench.Signals;
using MoralePulse.Domain.Organisation;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Trends;

/// <summary>The short form of <c>scripts/bench signals</c>: one trust rather than ten. What is asked is wider than the goals, since one trust is more at the mercy of chance.</summary>
internal sealed class SignalTrialTests
{
    [Test]
    public void A_department_hears_of_a_drop_soon_and_seldom_of_nothing()
    {
        var tallies = SignalTrial.Run(new() { Seeds = 1, Participation = [0.55] }, TestContext.Progress.WriteLine);
        SignalReport.Write(tallies, TestContext.Out);
        var departments = tallies.Single(tally => tally.Kind == UnitKind.Department);
        Assert.That(departments.Dropped + departments.AlreadyInConcern, Is.EqualTo(12));
        Assert.That(departments.Weeks(0.5), Is.LessThanOrEqualTo(3));
        Assert.That(departments.Never(), Is.LessThan(0.1));
        Assert.That(departments.FalseSignals(), Is.LessThan(2 * SignalReport.MostFalse));
        Assert.That(tallies.Single(tally => tally.Kind == UnitKind.Team).Weeks(0.5), Is.LessThanOrEqualTo(10));
    }
}
