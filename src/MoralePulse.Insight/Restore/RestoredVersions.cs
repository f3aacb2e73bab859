using Npgsql;

namespace MoralePulse.Insight.Restore;

/// <summary>Lifts the versions of a database that was restored from a backup above any that somebody has seen, over the owner's connection.</summary>
public static class RestoredVersions
{
    // More releases than a unit has in the life of a backup: an open page takes what is newer only, and a kept answer must not pass for a later one.
    private const string Text = "update published.version set version = version + 1000000";

    /// <summary>Lifts them.</summary>
    public static async Task Rise(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var rise = new NpgsqlCommand(Text, connection, transaction);
        await rise.ExecuteNonQueryAsync(stop);
    }
}
