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

    // The ledger of a real organisation forgets by the server's own date, so that no caller can make it. Most services of tests stand at dates in November 2026
    // for ever, and so does this date; for those that stand at today it only forgets less.
    private const string LedgersNow = """
        do $$
        declare
            v_door constant text := pg_get_functiondef('ballot.drop_partitions()'::regprocedure);
        begin
            if v_door not like '%now()%' then raise exception 'ballot.drop_partitions() goes by another date than now()'; end if;
            execute replace(v_door, 'now()', 'timestamptz ''2026-11-24T00:00Z''');
        end $$
        """;

    private static readonly Lazy<Task<TestPostgresState>> Started = new(Start);

    internal static Task<TestPostgresState> State => Started.Value;

    /// <summary>Stops what was started; to be called once, after the last test.</summary>
    public static async Task Stop()
    {
        if (!Started.IsValueCreated) return;
        var state = await State;
        NpgsqlConnection.ClearAllPools();
        await TestDatabase.DropFilled();
        await state.Execute($"drop database if exists {state.Template} with (force)");
        if (state.Server is { } server) await server.DisposeAsync();
    }

    private static async Task<TestPostgresState> Start()
    {
        var given = Environment.GetEnvironmentVariable("MORALEPULSE_TEST_OWNER");
        var server = string.IsNullOrEmpty(given) ? await ThrowawayPostgres.Start(fsync: false) : null;
        var state = new TestPostgresState(server?.Owner ?? given!, $"moralepulse_template_{Environment.ProcessId}", server);
        await using var database = NpgsqlDataSource.Create(state.Owner);
        await using var turn = await database.OpenConnectionAsync();
        // Roles belong to the whole server, and another run may be making them.
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('moralepulse/tests/template', 0))", turn)) await wait.ExecuteNonQueryAsync();
        await state.Execute($"drop database if exists {state.Template} with (force)");
        await Migrate.Run(state.Settings(state.Template), setPasswords: true, CancellationToken.None);
        await using var template = NpgsqlDataSource.Create(state.Connection(state.Template));
        await using (var keep = template.CreateCommand(LedgersNow)) await keep.ExecuteNonQueryAsync();
        return state;
    }
}

internal sealed record TestPostgresState(string Owner, string Template, ThrowawayPostgres? Server)
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
