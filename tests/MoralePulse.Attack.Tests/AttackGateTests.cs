using MoralePulse.Attack.Tests.Gates;
using NUnit.Framework;

namespace MoralePulse.Attack.Tests;

/// <summary>What somebody learns who knows who tapped and when, the tree, the roster, the code and the parameters. In full: <c>scripts/gates --seeds 20</c>.</summary>
internal sealed class AttackGateTests
{
    private const int InMemoryForEachServed = 20;

    [Test]
    public async Task A_watcher_with_the_roster_learns_next_to_nothing()
    {
        var tallies = new List<AttackTally>();
        TestContext.Progress.WriteLine(AttackGate.Head);
        for (var seed = 1; seed <= GateSeeds.Asked; seed++) tallies.AddRange(Told(AttackGate.Staff, await AttackGate.Served(seed, AttackGate.Staff, ParticipationOf(seed))));
        Assert.That(AttackPromises.Broken(tallies), Is.Empty);
    }

    [Test]
    public async Task Where_each_taps_pool_is_certain_the_rules_hide_what_they_are_for()
    {
        var tallies = new List<AttackTally>();
        TestContext.Progress.WriteLine(AttackGate.Head);
        for (var seed = 1; seed <= GateSeeds.Asked; seed++) tallies.AddRange(Told(AttackGate.FewStaff, await AttackGate.Served(seed, AttackGate.FewStaff, ParticipationOf(seed))));
        var inMemory = Enumerable.Range(1, InMemoryForEachServed * GateSeeds.Asked).Select(seed => AttackGate.InMemory(100 + seed, AttackGate.FewStaff, ParticipationOf(seed))).ToList();
        Told(AttackGate.FewStaff, [inMemory.MaxBy(one => one.CertainWhenTold)!]);
        TestContext.Progress.WriteLine($"In memory, {inMemory.Count} trusts: {inMemory.Average(one => one.CertainWhenTold):P2} of ratings are certain when a tenth of people tell; what is above is the worst of them.");
        Assert.That(AttackPromises.BrokenAnywhere([.. tallies, .. inMemory]), Is.Empty);
    }

    private static double ParticipationOf(int seed) => seed % 2 == 0 ? 0.55 : 0.25;

    private static IReadOnlyList<AttackTally> Told(int staff, IReadOnlyList<AttackTally> tallies)
    {
        foreach (var one in tallies) TestContext.Progress.WriteLine(AttackGate.Row(staff, one));
        return tallies;
    }
}
