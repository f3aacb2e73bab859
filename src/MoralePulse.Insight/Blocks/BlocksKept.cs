using System.Data;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Blocks;

/// <summary>Forgets blocks that an organisation no longer keeps, by its own setting and its own clock.</summary>
/// <param name="database">This side's connections.</param>
public sealed class BlocksKept(InsightDatabase database)
{
    /// <summary>Forgets what is due: whole months. Where blocks are kept for ever, nothing.</summary>
    /// <returns>Blocks forgotten.</returns>
    public Task<long> Purge(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        return database.InTransaction(
            async (connection, transaction, token) =>
            {
                await using var command = new NpgsqlCommand("select published.purge(@ods)", connection, transaction) { Parameters = { new("ods", here.Organisation.Ods.Value) } };
                return (long)(await command.ExecuteScalarAsync(token))!;
            },
            IsolationLevel.ReadCommitted,
            stop);
    }
}
