using MoralePulse.Bench.Drain;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.CatchUp;

/// <summary>What <c>scripts/bench drain</c> measures, without a stopwatch.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class OutboxTests
{
    [Test]
    public async Task Two_thousand_outboxes_are_refused_without_a_database_and_counted_once_when_it_is_back()
    {
        var verdict = await OutboxDrain.Run(new() { FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(2), Tries = 1 }, TestContext.Out);
        Assert.That(verdict.Early, Is.Zero, "nothing may be acknowledged that is not on a disk");
        Assert.That((verdict.Acknowledged, verdict.Counted, verdict.Spent), Is.EqualTo((2000L, 2000L, 2000L)));
    }
}
