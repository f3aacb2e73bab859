using MoralePulse.Bench.World;
using MoralePulse.Domain.Release;
using MoralePulse.Simulation;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Simulation;

/// <summary>The pools in memory that trials and gates stand on keep the release rule as the service does.</summary>
internal sealed class TrustRunTests
{
    private static readonly DateOnly Monday = new(2025, 9, 1);
    private static readonly TrustRun Run = TrustRun.Of(SimulatedTrust.Draw(1, participation: 0.55), Monday, Monday.AddDays(69));

    [Test]
    public void Every_tap_is_released_or_waits_or_has_expired() =>
        Assert.That(Run.Blocks.Sum(block => (long)block.Counts.Total) + Run.Pending + Run.Expired, Is.EqualTo(Run.Admitted).And.EqualTo(Run.Tapped.Values.Sum(counts => (long)counts.Total)));

    [Test]
    public void I1_every_block_is_large_enough_and_mixed() =>
        Assert.That(Run.Blocks.Select(block => (Taps: block.Counts.Total, Mixed: block.Counts.Total - block.Counts.LargestMood)).Min(block => Math.Min(block.Taps - 10, block.Mixed - 2)), Is.GreaterThanOrEqualTo(0));

    [Test]
    public void Homes_of_every_kind_release_and_a_block_counts_up_to_the_organisation()
    {
        Assert.That(Run.Blocks.Select(block => block.Home.Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<HomeKind>()));
        Assert.That(Run.Blocks.Select(block => block.Path[^1]), Is.All.EqualTo("trust"));
        Assert.That(Run.Blocks.Where(block => block.Home.IsUnit).Select(block => block.Path[0]), Is.EqualTo(Run.Blocks.Where(block => block.Home.IsUnit).Select(block => block.Home.Code)));
    }

    [Test]
    public void What_was_tapped_in_a_unit_is_what_its_people_tapped()
    {
        var people = SimulatedTrust.Draw(1, participation: 0.55);
        var taps = Enumerable.Range(7, 7).SelectMany(day => people.TapsOf(new(Monday.AddDays(day)))).Where(tap => tap.Person.Unit.StartsWith("d03", StringComparison.Ordinal));
        Assert.That(Run.TappedIn("d03", Monday.AddDays(7), Monday.AddDays(14)), Is.EqualTo(taps.Aggregate(new PoolCounts(), (sum, tap) => sum + PoolCounts.Of(tap.Mood))));
    }

    [Test]
    public void The_same_trust_is_the_same_run()
    {
        var (one, other) = (Again(), Again());
        Assert.That(one.Select(block => (block.Home, block.Date, block.Counts)), Is.EqualTo(other.Select(block => (block.Home, block.Date, block.Counts))));
        static IReadOnlyList<ReleasedBlock> Again() => TrustRun.Of(SimulatedTrust.Draw(2), Monday, Monday.AddDays(9)).Blocks;
    }
}
