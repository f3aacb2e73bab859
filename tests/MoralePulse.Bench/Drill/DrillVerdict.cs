using MoralePulse.Bench.Drill.Boards;
using MoralePulse.Bench.Drill.Verdict;

namespace MoralePulse.Bench.Drill;

/// <summary>What the database holds beside what was acknowledged.</summary>
/// <param name="Acknowledged">Taps that an answer said are counted.</param>
/// <param name="Resent">Times that a tap was sent again.</param>
/// <param name="Counted">Taps in pools and blocks, or expired.</param>
/// <param name="Lost">Acknowledged taps whose pass was not spent, and spent passes that no counter has.</param>
/// <param name="Twice">Counted taps beyond the spent passes.</param>
/// <param name="MoodsOff">Taps by which the counters of a mood differ from what was tapped; what expired has no mood any more.</param>
/// <param name="Blocks">Blocks released meanwhile.</param>
/// <param name="Checks">The invariants.</param>
/// <param name="Recounted">Pulses compared with a recount of blocks.</param>
/// <param name="WrongPulses">Those that differ.</param>
/// <param name="BoardsBehind">Boards that do not show what is answered.</param>
/// <param name="Boards">Boards that stopped reading, and those beside them.</param>
public sealed record DrillVerdict(
    long Acknowledged, long Resent, long Counted, long Lost, long Twice, long MoodsOff, long Blocks, IReadOnlyList<Check> Checks, int Recounted, int WrongPulses, int BoardsBehind, BoardTally Boards)
{
    /// <summary>Events that happened, by kind.</summary>
    public required IReadOnlyDictionary<DrillKind, int> Happened { get; init; }

    /// <summary>Events that could not be made to happen, not later either, with the reason.</summary>
    public required IReadOnlyList<(DrillKind Kind, string Why)> NotMade { get; init; }

    /// <summary>Nothing lost, nothing twice, every mood and figure as it must be, every stalled board dropped and none beside it disturbed.</summary>
    public bool IsSound =>
        Lost == 0 && Twice == 0 && MoodsOff == 0 && Counted == Acknowledged && Checks.All(check => check.Holds) && WrongPulses == 0 && BoardsBehind == 0
        && Boards is { Kept: 0, Disturbed: 0 };

    internal static async Task<DrillVerdict> Read(DrillWorld world, IReadOnlyDictionary<DrillKind, int> happened, IReadOnlyList<(DrillKind Kind, string Why)> notMade)
    {
        await using var standing = await world.HoldTicks();
        var database = world.Database;
        var spent = (await database.Rows("select encode(hash, 'hex') from drill.spent")).Select(row => row.Trim('(', ')')).ToHashSet();
        // The ledger itself still has all of them, but for the organisation whose clock has jumped by months.
        var kept = (await database.Rows("select encode(hash, 'hex') from ballot.spent")).Select(row => row.Trim('(', ')')).ToHashSet();
        var acknowledged = world.Loop.Taps.Where(tap => tap.Acknowledged).ToList();
        var counted = await database.Scalar<long>(
            """
            select (select coalesce(sum(green + amber + red), 0) from published.block)::bigint + (select coalesce(sum(green + amber + red), 0) from ballot.pool)::bigint
                 + (select coalesce(sum(taps), 0) from ballot.expired)::bigint
            """);
        var passes = world.Loop.Taps.Count(tap => spent.Contains(tap.SpentHash));
        var recount = await PulseRecount.Make(world);
        return new(
            acknowledged.Count, world.Loop.Resent, counted,
            acknowledged.Count(tap => !spent.Contains(tap.SpentHash) || (tap.Ods != world.Summer.Ods && !kept.Contains(tap.SpentHash))) + Math.Max(0, passes - counted),
            Math.Max(0, counted - passes),
            await CountMoodsOff(world, acknowledged),
            await database.Scalar<long>("select count(*) from published.block"),
            await Invariants.Look(database), recount.Recounted, recount.Wrong, recount.Behind, world.Stalled)
        {
            Happened = happened,
            NotMade = notMade,
        };
    }

    private static async Task<long> CountMoodsOff(DrillWorld world, IReadOnlyList<DrillTap> acknowledged)
    {
        var off = 0L;
        foreach (var trust in world.Trusts)
        {
            var missing = 0L;
            foreach (var (column, mood) in new[] { ("green", Domain.Taps.Mood.Green), ("amber", Domain.Taps.Mood.Amber), ("red", Domain.Taps.Mood.Red) })
            {
                var counted = await world.Database.Scalar<long>(
                    $"select coalesce(sum({column}), 0)::bigint from (select ods, {column} from published.block union all select ods, {column} from ballot.pool) counters where ods = '{trust.Ods}'");
                var difference = acknowledged.Count(tap => tap.Ods == trust.Ods && tap.Mood == mood) - counted;
                off += Math.Max(0, -difference);
                missing += Math.Max(0, difference);
            }

            var expired = await world.Database.Scalar<long>($"select coalesce(sum(taps), 0)::bigint from ballot.expired where ods = '{trust.Ods}'");
            off += Math.Abs(missing - expired);
        }

        return off;
    }
}
