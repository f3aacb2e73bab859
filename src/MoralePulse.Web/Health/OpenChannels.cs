using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Web.Health;

/// <summary>
/// Asks as each of the service's roles what the server would tell it beside the tables: statistics, locks, transactions, the log. <c>migrate</c> closes these;
/// a server whose owner may not, or that somebody has opened since, is worth a warning.
/// </summary>
/// <param name="connectionStrings">The runtime connections.</param>
/// <param name="log">Where the warning goes.</param>
internal sealed partial class OpenChannels(IReadOnlyList<string> connectionStrings, ILogger<OpenChannels> log)
{
    /// <summary>Warns once where any role could learn of more than its tables.</summary>
    public async Task Warn(CancellationToken stop)
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var connectionString in connectionStrings)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(stop);
            await using var command = new NpgsqlCommand(SqlFile.Beside<OpenChannels>("open-channels.sql"), connection);
            await using var rows = await command.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) open.Add(rows.GetString(0));
        }

        if (open.Count > 0) Open(log, string.Join(", ", open));
    }

    [LoggerMessage(LogLevel.Warning, "The database lets the service's roles see more than they should ({Channels}): see docs/operations.md, \"What the server counts\"")]
    private static partial void Open(ILogger log, string channels);
}
