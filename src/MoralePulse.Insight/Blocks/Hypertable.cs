using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Blocks;

/// <summary>
/// Where the server offers TimescaleDB, <c>published.block</c> is a hypertable, in chunks of a year; elsewhere a plain table. Both give the same answers. Looked at by every migration and not
/// by a numbered one: the server may gain TimescaleDB later, and the blocks that are there move then.
/// </summary>
public static class Hypertable
{
    // The reasons that keep it a plain table, as a person who runs the migration can mend them.
    private const string Outcome =
        """
        select case
            when exists (select from pg_extension where extname = 'timescaledb') then 'Blocks lie in a hypertable of TimescaleDB ' || (select extversion from pg_extension where extname = 'timescaledb') || '.'
            when not exists (select from pg_available_extensions where name = 'timescaledb') then 'Blocks lie in a plain table: this server has no TimescaleDB.'
            when not exists (select from pg_settings where name = 'timescaledb.max_background_workers') then 'Blocks lie in a plain table: TimescaleDB is here, and the server was started without it (shared_preload_libraries).'
            else 'Blocks lie in a plain table: TimescaleDB is here, and this owner may not create it (docs/operations.md, "TimescaleDB").' end
        """;

    /// <summary>Makes it one where that is possible, in one transaction that keeps boards and releases waiting. Running it again changes nothing.</summary>
    /// <param name="owner">The owner's connection to a migrated database.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>One sentence for the person who migrates: what the blocks lie in, and why.</returns>
    /// <exception cref="PostgresException">The database uses TimescaleDB and its server was started without it.</exception>
    public static async Task<string> Make(NpgsqlConnection owner, CancellationToken stop)
    {
        await using (var make = new NpgsqlCommand(SqlFile.Beside(typeof(Hypertable), "hypertable.sql"), owner) { CommandTimeout = 0 }) await make.ExecuteNonQueryAsync(stop);
        await using var look = new NpgsqlCommand(Outcome, owner);
        return (string)(await look.ExecuteScalarAsync(stop))!;
    }
}
