using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Ballot.Restore;

/// <summary>Empties pools and ledger of a database that was restored from a backup, over the owner's connection.</summary>
public static class RestoredPools
{
    /// <summary>Empties them. Running it again changes nothing more.</summary>
    public static async Task Empty(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var empty = new NpgsqlCommand(SqlFile.Beside(typeof(RestoredPools), "empty.sql"), connection, transaction);
        await empty.ExecuteNonQueryAsync(stop);
    }
}
