using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Ballot.Release;

/// <summary>Reads an organisation's pools, always in the same order, under its exclusive lock.</summary>
internal static class PoolReader
{
    private const string Pools =
        """
        select p.kind, p.code, p.green, p.amber, p.red, p.target, p.held, p.non_empty_since,
               greatest((select max(taps) from ballot.pool_date d where (d.ods, d.kind, d.code) = (p.ods, p.kind, p.code)),
                        (select max(passes) from ballot.pool_week w where (w.ods, w.kind, w.code) = (p.ods, p.kind, p.code)), 0) as people
          from ballot.pool p
         where p.ods = @ods
        """;

    /// <summary>Pools that have reached their target; all kinds, or live ones only.</summary>
    public static Task<IReadOnlyList<Pool>> ReachedTarget(Ods ods, bool all, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop) =>
        Read(Pools + " and p.green + p.amber + p.red >= p.target and (@all or p.kind = 'live') order by p.kind, p.code", ods, all, connection, transaction, stop);

    /// <summary>Pools that are not empty.</summary>
    public static Task<IReadOnlyList<Pool>> NonEmpty(Ods ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop) =>
        Read(Pools + " and p.non_empty_since is not null order by p.kind, p.code", ods, true, connection, transaction, stop);

    private static async Task<IReadOnlyList<Pool>> Read(string sql, Ods ods, bool all, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new("ods", ods.Value), new("all", all) } };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var pools = new List<Pool>();
        while (await rows.ReadAsync(stop))
            pools.Add(new(
                new(Words.HomeKind(rows.GetString(0))!.Value, rows.GetString(1)), new(rows.GetInt32(2), rows.GetInt32(3), rows.GetInt32(4)), rows.GetInt32(8),
                rows.GetInt32(5), rows.GetInt32(6), rows.IsDBNull(7) ? null : rows.GetFieldValue<DateOnly>(7)));
        return pools;
    }
}
