using System.Globalization;
using MoralePulse.Ballot.Restore;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Restore;
using MoralePulse.Issuance.Restore;
using Npgsql;

namespace MoralePulse.Web.Restore;

/// <summary>
/// <c>restored [FOLDER] [--roles]</c>, to be run once over the owner's connection after a backup was restored and before the service starts: it migrates, and lets nothing of before count again.
/// FOLDER has the organisations' public key lists as they were last, <c>RY5.json</c>.
/// </summary>
internal static class RestoredCommand
{
    // Whoever was signed in signs in again: a session that has ended since would be there again.
    private const string EndSessions = "delete from jobs.session; delete from jobs.logout_token";

    // Before anything is read: a tap that is being counted is there to be dropped, and the next one sees that its key is retired.
    private const string Lock = "select organisation.lock(ods) from (select ods from organisation.organisation order by ods) o";

    // The roles belong to the whole server: a database of before keeps letting them in, and tells what this one is closed against.
    private const string OtherDatabases =
        """
        select string_agg(datname, ', ' order by datname) from pg_database
         where datallowconn and datname <> current_database() and has_database_privilege('moralepulse_ballot', oid, 'connect')
        """;

    /// <returns>0 when it is done.</returns>
    public static async Task<int> Run(string[] arguments, IConfiguration settings, TextWriter output, CancellationToken stop)
    {
        var folder = arguments.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal));
        if (folder is not null && !Directory.Exists(folder)) throw new InvalidOperationException($"There is no folder {folder}.");
        var migrated = await Migrate.Migrate.Run(settings, arguments.Contains("--roles"), stop);
        foreach (var warning in migrated.Warnings) await output.WriteLineAsync($"Warning: {warning}");

        await using var database = NpgsqlDataSource.Create(settings.GetConnectionString("Owner")!);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var wait = new NpgsqlCommand(Lock, connection, transaction)) await wait.ExecuteNonQueryAsync(stop);
        foreach (var ods in await Organisations(connection, transaction, stop))
        {
            var file = folder is null ? null : Path.Combine(folder, $"{ods.Value}.json");
            if (file is null || !File.Exists(file))
            {
                await output.WriteLineAsync($"{ods.Value}: no saved key list. Browsers that have seen a key made since the backup will collect nothing more and say so (docs/operations.md, \"Backup and restore\").");
                continue;
            }

            var made = await RestoredKeys.Continue(ods, await File.ReadAllBytesAsync(file, stop), connection, transaction, stop);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{ods.Value}: keys made since the backup, taken from {file}: {made}."));
        }

        await RestoredKeys.Retire(connection, transaction, stop);
        await RestoredPools.Empty(connection, transaction, stop);
        await RestoredVersions.Rise(connection, transaction, stop);
        await using (var end = new NpgsqlCommand(EndSessions, connection, transaction)) await end.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
        await using (var look = new NpgsqlCommand(OtherDatabases, connection))
        {
            if (await look.ExecuteScalarAsync(stop) is string others) await output.WriteLineAsync($"Warning: the service's roles may also go into {others}. Drop what was restored from, and whatever else is not a service's of its own.");
        }

        await output.WriteLineAsync("Every pass of before the restore is void, what waited for release is dropped, and everybody signs in again. Start the service: it makes the new keys.");
        return 0;
    }

    private static async Task<IReadOnlyList<Ods>> Organisations(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select ods from organisation.organisation where not simulated order by ods", connection, transaction);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new List<Ods>();
        while (await rows.ReadAsync(stop)) found.Add(Ods.Parse(rows.GetString(0)));
        return found;
    }
}
