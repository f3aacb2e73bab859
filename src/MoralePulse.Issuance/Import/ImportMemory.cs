using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Issuance.Import;

/// <summary>What an import teaches the next one.</summary>
public static class ImportMemory
{
    /// <summary>What the columns meant in the last export; null before the first.</summary>
    public static async Task<ExportColumns?> Columns(IssuanceDatabase database, Ods ods, CancellationToken stop) =>
        ExportColumns.FromJson(await Read(database, "select columns::text from issuance.import_memory where ods = @ods", ods, stop) as string);

    /// <summary>Whether the last file decided about roles.</summary>
    public static async Task<bool> RolesByFile(IssuanceDatabase database, Ods ods, CancellationToken stop) =>
        await Read(database, "select roles_by_file from issuance.import_memory where ods = @ods", ods, stop) is true;

    /// <summary>Keeps it, within the import's transaction.</summary>
    internal static async Task Keep(ImportRequest request, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        const string Text = """
            insert into issuance.import_memory as m (ods, roles_by_file, columns) values (@ods, @roles, @columns::json)
            on conflict (ods) do update set roles_by_file = excluded.roles_by_file, columns = coalesce(excluded.columns, m.columns)
            """;
        await using var command = new NpgsqlCommand(Text, connection, transaction)
        {
            Parameters = { new("ods", request.Ods.Value), new("roles", request.RolesByFile), new("columns", NpgsqlDbType.Text) { Value = request.Columns?.ToJson() ?? (object)DBNull.Value } },
        };
        await command.ExecuteNonQueryAsync(stop);
    }

    private static Task<object?> Read(IssuanceDatabase database, string sql, Ods ods, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        return DatabaseRetry.Pipeline.ExecuteAsync(
            async token =>
            {
                await using var command = database.Source.CreateCommand(sql);
                command.Parameters.AddWithValue("ods", ods.Value);
                return await command.ExecuteScalarAsync(token);
            },
            stop).AsTask();
    }
}
