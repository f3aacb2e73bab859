using MoralePulse.Bench.Estimates;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Estimates;

/// <summary>The short form of <c>scripts/bench estimates</c>: two trusts at 25 % rather than ten at two shares.</summary>
internal sealed class EstimateTrialTests
{
    [Test]
    public void An_estimate_is_nearer_to_what_was_tapped_than_the_parents_figure_and_its_interval_holds_it_about_as_often_as_it_says()
    {
        var tallies = EstimateTrial.Run(new() { Seeds = 2, Participation = [0.25], LookedAt = [8, 26, 52] }, TestContext.Progress.WriteLine);
        EstimateReport.Write(tallies, TestContext.Out);
        foreach (var all in tallies.Where(tally => tally.Group.EndsWith(": all", StringComparison.Ordinal)))
        {
            Assert.That(all.Count, Is.GreaterThan(100));
            Assert.That(all.ErrorOfEstimate, Is.LessThan(0.75 * all.ErrorOfParent), all.Group);
            Assert.That(all.Covered, Is.InRange(EstimateReport.Least, EstimateReport.Most), all.Group);
        }
    }
}
