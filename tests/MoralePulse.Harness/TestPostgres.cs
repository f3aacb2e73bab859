using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MoralePulse.Web.Migrate;
using Npgsql;

namespace MoralePulse.Harness;

/// <summary>
/// The run's PostgreSQL: the one that MORALEPULSE_TEST_OWNER names (an owner's connection string), or a throwaway one of its own. A migrated
/// template is made once; every fixture copies it.
/// </summary>
public static class TestPostgres
{
    internal const string RolesPassword = "of-tests-only";

    private static readonly Lazy<Task<TestPostgresState>> Started = new(Start);

    internal static Task<TestPostgresState> State => Started.Value;

    /// <summary>Stops what was started; to be called once, after the last test. A killed run stops it too: its standard input closes.</summary>
    public static async Task Stop()
    {
        if (!Started.IsValueCreated) return;
        var state = await State;
        NpgsqlConnection.ClearAllPools();
        await state.Execute($"drop database if exists {state.Template} with (force)");
        if (state.Server is not { } server) return;
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        server.Dispose();
    }

    private static async Task<TestPostgresState> Start()
    {
        var (owner, server) = Environment.GetEnvironmentVariable("MORALEPULSE_TEST_OWNER") is { Length: > 0 } given ? (given, null) : await Throwaway();
        var state = new TestPostgresState(owner, $"moralepulse_template_{Environment.ProcessId}", server);
        await using var database = NpgsqlDataSource.Create(owner);
        await using var turn = await database.OpenConnectionAsync();
        // Roles belong to the whole server, and another run may be making them.
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('moralepulse/tests/template', 0))", turn)) await wait.ExecuteNonQueryAsync();
        await state.Execute($"drop database if exists {state.Template} with (force)");
        await Migrate.Run(state.Settings(state.Template), setPasswords: true, CancellationToken.None);
        return state;
    }

    private static async Task<(string Owner, Process Server)> Throwaway()
    {
        var script = Path.Combine("scripts", "lib", "temporary-database.mjs");
        var root = RepositoryFolder.Find(script) ?? throw new InvalidOperationException($"Set MORALEPULSE_TEST_OWNER, or run the tests inside the clone: {script} was not found above {AppContext.BaseDirectory}.");
        var server = Process.Start(new ProcessStartInfo("node", [Path.Combine(root, script), "--fsync=off"]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = root })!;
        var line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The throwaway PostgreSQL did not start; its reason is above.");
        return (JsonDocument.Parse(line).RootElement.GetProperty("owner").GetString()!, server);
    }
}

internal sealed record TestPostgresState(string Owner, string Template, Process? Server)
{
    public string Connection(string database, string? role = null)
    {
        var builder = new NpgsqlConnectionStringBuilder(Owner) { Database = database };
        if (role is not null) (builder.Username, builder.Password) = (role, TestPostgres.RolesPassword);
        return builder.ConnectionString;
    }

    public IReadOnlyDictionary<string, string?> Connections(string database) => new Dictionary<string, string?>
    {
        ["ConnectionStrings:Owner"] = Connection(database),
        ["ConnectionStrings:Issuance"] = Connection(database, "moralepulse_issuance"),
        ["ConnectionStrings:Ballot"] = Connection(database, "moralepulse_ballot"),
        ["ConnectionStrings:Insight"] = Connection(database, "moralepulse_insight"),
        ["ConnectionStrings:Jobs"] = Connection(database, "moralepulse_jobs"),
    };

    public IConfiguration Settings(string database) => new ConfigurationBuilder().AddInMemoryCollection(Connections(database)).Build();

    public async Task Execute(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Owner);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
