using MoralePulse.Bench.Drill;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Taps;

/// <summary>The short form of <c>scripts/bench drill</c>: an event or two of each kind rather than 300.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class CrashDrillTests
{
    [Test]
    public async Task An_acknowledged_tap_survives_whatever_befalls_two_services_and_their_database_and_counts_once()
    {
        var verdict = await CrashDrill.Run(new() { Events = 17, Between = 10 }, TestContext.Out);
        foreach (var (kind, why) in verdict.NotMade) await TestContext.Progress.WriteLineAsync($"The drill went without one event of {kind}: {why}.");
        Assert.That(verdict.Happened.Values.Sum(), Is.GreaterThanOrEqualTo(14));
        Assert.That(verdict.Acknowledged, Is.GreaterThanOrEqualTo(200));
        Assert.That(verdict.Resent, Is.GreaterThan(0));
        Assert.That(verdict.Blocks, Is.GreaterThan(0), "invariants of blocks are about something");
        Assert.That((verdict.Lost, verdict.Twice), Is.EqualTo((0L, 0L)));
        Assert.That(verdict.Checks.Where(check => !check.Holds), Is.Empty);
        Assert.That(verdict.Recounted, Is.GreaterThan(0));
        Assert.That(verdict.WrongPulses, Is.Zero);
        Assert.That(verdict.Boards.Dropped, Is.GreaterThan(0));
        Assert.That(verdict.IsSound, Is.True, $"{verdict}");
    }
}
