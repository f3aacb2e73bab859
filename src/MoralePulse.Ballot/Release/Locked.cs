using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Ballot.Release;

/// <summary>How tick and close have an organisation to themselves.</summary>
internal static class Locked
{
    /// <summary>Takes the organisation's lock exclusively, in a statement of its own: the next one sees everything that was admitted before.</summary>
    public static async Task Take(Ods ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(OrganisationLock.Exclusive, connection, transaction) { Parameters = { new("ods", ods.Value) } };
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Claims a scheduled moment by an update that changes one row for the first who comes, and none for anybody else.</summary>
    public static async Task<bool> Claim(string update, Ods ods, NpgsqlParameter moment, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("insert into ballot.tick (ods, last, last_close) values (@ods, '-infinity', '-infinity') on conflict do nothing") { Parameters = { new("ods", ods.Value) } },
                new(update) { Parameters = { new("ods", ods.Value), moment.Clone() } },
            },
        };
        await batch.ExecuteNonQueryAsync(stop);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }
}
