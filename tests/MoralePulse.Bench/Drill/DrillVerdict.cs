using MoralePulse.Harness;

namespace MoralePulse.Bench.Drill;

/// <summary>What the database holds beside what was acknowledged.</summary>
/// <param name="Acknowledged">Taps that an answer said are counted.</param>
/// <param name="Resent">Times that a tap was sent again.</param>
/// <param name="Counted">Taps in pools and blocks, or expired.</param>
/// <param name="Lost">Acknowledged taps whose pass is not in the ledger, and spent passes that no counter has.</param>
/// <param name="Twice">Counted taps beyond the spent passes.</param>
/// <param name="MoodsAsSent">Whether the counters have each mood as often as it was tapped.</param>
/// <param name="Blocks">Blocks released meanwhile.</param>
/// <param name="SmallestBlock">Taps of the smallest.</param>
public sealed record DrillVerdict(long Acknowledged, long Resent, long Counted, long Lost, long Twice, bool MoodsAsSent, long Blocks, int SmallestBlock)
{
    /// <summary>Nothing lost, nothing twice, and every mood as it was tapped.</summary>
    public bool IsSound => Lost == 0 && Twice == 0 && MoodsAsSent && Counted == Acknowledged;

    internal static async Task<DrillVerdict> Read(TestDatabase database, IReadOnlyList<DrillTap> taps, int resent)
    {
        var ledger = (await database.Rows("select encode(hash, 'hex') from ballot.spent")).Select(row => row.Trim('(', ')').ToUpperInvariant()).ToHashSet();
        var acknowledged = taps.Where(tap => tap.Acknowledged).ToList();
        var spent = taps.Count(tap => ledger.Contains(tap.SpentHash));
        var counted = await database.Scalar<long>(
            """
            select (select coalesce(sum(green + amber + red), 0) from published.block)::bigint + (select coalesce(sum(green + amber + red), 0) from ballot.pool)::bigint
                 + (select coalesce(sum(taps), 0) from ballot.expired)::bigint
            """);
        var moods = await database.Rows(
            """
            select sum(green) as green, sum(amber) as amber, sum(red) as red
              from (select green, amber, red from published.block union all select green, amber, red from ballot.pool) counters
            """);
        var sent = acknowledged.GroupBy(tap => tap.Mood).OrderBy(mood => mood.Key).Select(mood => mood.Count());
        return new(
            acknowledged.Count, resent, counted,
            acknowledged.Count(tap => !ledger.Contains(tap.SpentHash)) + Math.Max(0, spent - counted), Math.Max(0, counted - spent),
            moods.Single() == $"({string.Join(',', sent)})",
            await database.Scalar<long>("select count(*) from published.block"), await database.Scalar<int>("select coalesce(min(green + amber + red), 0) from published.block"));
    }
}
