using System.Globalization;
using MoralePulse.Attack.Tests.Watching;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Gates;

/// <summary>Runs trusts, and lets watchers look at them.</summary>
internal static class AttackGate
{
    /// <summary>People of the trusts that the promises are made for.</summary>
    public const int Staff = 1700;

    /// <summary>People of trusts so small that each tap's pool is certain: what the rules hide there, nothing else hides.</summary>
    public const int FewStaff = 400;

    private const int Days = 28;
    private static readonly DateOnly Monday = new(2026, 6, 1);
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Lets a trust tap for 28 days, and two watchers look: an executive at the boards, and whoever has the reader role's connection to the database.</summary>
    public static async Task<IReadOnlyList<AttackTally>> Served(int seed, int staff, double participation)
    {
        await using var trust = await ServedTrust.Open(GateTrust.Draw(seed, participation, staff), Monday);
        var units = new UnitTree(trust.Trust.Units);
        var homes = TrustRun.HomesOf(trust.Trust, units, new(), UnitKind.Team);
        Home[] cohorts = [.. StaffGroup.Esr.Select(group => new Home(HomeKind.StaffGroup, group.Code)), .. ShiftPattern.Defaults.Select(shift => new Home(HomeKind.Shift, shift.Code))];
        using var figures = await Figures.As(trust.Service);
        await using var reader = new ReaderView(trust.ReaderConnection);
        var finder = new BlockFinder(figures, units, cohorts);
        await trust.Run(Monday, Days, async () =>
        {
            await finder.Look();
            await reader.Look();
        });
        await finder.LookEverywhere();
        var judge = new Judge(trust.Trust, trust.Sent, trust.Moods, units, homes, Rehearsal.For(staff, participation));
        var read = judge.Attack("reader", await reader.Blocks());
        var seen = judge.Attack("boards", finder.Blocks);
        return [seen with { Facts = seen.Facts with { IdleMoves = finder.IdleMoves } }, read with { Facts = read.Facts with { SmallestLot = reader.SmallestLot } }];
    }

    /// <summary>The same of a trust in memory, moved by the domain's own rules: many in a moment.</summary>
    public static AttackTally InMemory(int seed, int staff, double participation)
    {
        var trust = GateTrust.Draw(seed, participation, staff);
        var run = TrustRun.Of(trust, Monday, Monday.AddDays(Days - 1));
        var (sent, moods) = SentTap.Of(trust, Monday, Days, London);
        return new Judge(trust, sent, moods, run.Tree, run.Homes, Rehearsal.For(staff, participation)).Attack("memory", [.. run.Blocks.Select(block => new SeenBlock(block.Home, block.At, block.Counts, true))]);
    }

    /// <summary>The columns of the table.</summary>
    public const string Head =
        "| staff | seed | seen | taps | blocks | certain | certain, 10 % told | unmasked | points better | the same, 10 % told | in teams of 12 or more, whichever is more | best guessed team | smallest block | least mixed | fewest people | fewest new | failed checks seen, known | proven by failure | manner, mbit | smallest lot |";

    /// <summary>A line of it.</summary>
    public static string Row(int staff, AttackTally one) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {staff} | {one.Seed} | {one.View} | {one.Taps} | {one.Blocks} | {one.Certain} | {one.CertainWhenTold:P2} | {one.Unmasked} | {100 * one.Gain:0.0} | {100 * one.GainWhenTold:0.0} | {100 * one.GainInTeams:0.0} | {100 * one.WorstTeam.Gain:0.0} ± {200 * one.WorstTeam.Error:0.0} | {Row(one.Facts)} |");

    private static string Row(BlockFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{facts.SmallestBlock} | {facts.LeastMixed} | {facts.FewestPeople} | {(facts.FewestNew == int.MaxValue ? "–" : facts.FewestNew)} | {facts.FailuresSeen}, {facts.FailuresKnown} | {facts.ProvenByFailure} | {facts.ToldByManner:0.0} | {(facts.SmallestLot is null or int.MaxValue ? "–" : facts.SmallestLot)}");
}
