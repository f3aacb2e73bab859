using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Signals;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Charts.SomeTrend;

namespace MoralePulse.Story.Tests.Charts;

/// <summary>What stands first in the summary.</summary>
public sealed class AttentionTests
{
    [Test]
    public void A_concern_comes_before_an_improvement_before_a_target_that_cannot_be_met_before_the_rest()
    {
        var (failing, fine) = (OfGreen(Point(0, 60)) with { Assurance = "fail" }, OfGreen(Point(0, 60)) with { Assurance = "hit-or-miss" });
        Attention[] inOrder =
        [
            AttentionRule.Of([Open(Meaning.Improvement), Open(Meaning.Concern)], fine), AttentionRule.Of([Open(Meaning.Improvement)], failing),
            AttentionRule.Of([], failing), AttentionRule.Of([], fine),
        ];
        Assert.That(inOrder, Is.EqualTo(new[] { Attention.Concern, Attention.Improvement, Attention.TargetFailing, Attention.None }).And.Ordered);
        Assert.That(AttentionRule.Of([], null), Is.EqualTo(Attention.None));
    }

    private static Signal Open(Meaning meaning) =>
        new(PulseScope.OfUnit("surgery"), Measure.ShareGreen, new(Rule.Shift, Way.High, meaning), Week(0), Week(6), Week(6), Week(7), null);
}
