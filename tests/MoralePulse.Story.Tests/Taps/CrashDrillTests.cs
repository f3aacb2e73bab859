using MoralePulse.Bench.Drill;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Taps;

/// <summary>The short form of <c>scripts/bench drill</c>: two kills rather than ten, a hundred taps rather than a thousand before each.</summary>
[TestFixture]
internal sealed class CrashDrillTests
{
    [Test]
    public async Task An_acknowledged_tap_survives_the_death_of_the_service_and_of_the_database_and_counts_once()
    {
        var verdict = await CrashDrill.Run(new() { Kills = 2, Between = 100, Rate = 0.6 }, TestContext.Out);
        Assert.That(verdict.Acknowledged, Is.GreaterThanOrEqualTo(200));
        Assert.That(verdict.Resent, Is.GreaterThan(0));
        Assert.That((verdict.Lost, verdict.Twice), Is.EqualTo((0L, 0L)));
        Assert.That(verdict.IsSound, Is.True, $"{verdict}");
    }
}
