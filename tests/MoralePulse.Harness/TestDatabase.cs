using System.Collections.Concurrent;
using System.Security.Cryptography;
using MoralePulse.Web.Migrate;
using Npgsql;

namespace MoralePulse.Harness;

/// <summary>A fixture's own database, copied from the migrated template.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Turn = new(1); // a template is copied by one at a time
    private static readonly ConcurrentDictionary<string, Lazy<Task<TestDatabase>>> Filled = new(StringComparer.Ordinal);

    private readonly TestPostgresState server;
    private readonly string name;
    private readonly string masterKey;

    private TestDatabase(TestPostgresState server, string name, string? masterKey = null)
    {
        (this.server, this.name) = (server, name);
        this.masterKey = masterKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        AsOwner = NpgsqlDataSource.Create(Owner);
    }

    /// <summary>The owner's connection string.</summary>
    public string Owner => server.Connection(name);

    /// <summary>The connection string of the role <c>moralepulse_issuance</c>.</summary>
    public string Issuance => server.Connection(name, "moralepulse_issuance");

    /// <summary>The connection string of the role <c>moralepulse_ballot</c>.</summary>
    public string Ballot => server.Connection(name, "moralepulse_ballot");

    /// <summary>The connection string of the role <c>moralepulse_insight</c>.</summary>
    public string Insight => server.Connection(name, "moralepulse_insight");

    /// <summary>The connection string of the role <c>moralepulse_jobs</c>.</summary>
    public string Jobs => server.Connection(name, "moralepulse_jobs");

    /// <summary>What a service over this database is configured with: its connections without the owner's, and the key that seals private pass keys: its own, or that of the filled template that it was copied from.</summary>
    public IReadOnlyDictionary<string, string?> Settings
    {
        get
        {
            var settings = new Dictionary<string, string?>(server.Connections(name)) { ["PassKeys:MasterKey"] = masterKey };
            settings.Remove("ConnectionStrings:Owner");
            return settings;
        }
    }

    /// <summary>The database as its owner sees it, for tests to look at and to tamper with.</summary>
    public NpgsqlDataSource AsOwner { get; }

    /// <summary>Copies the template.</summary>
    public static async Task<TestDatabase> Create()
    {
        var server = await TestPostgres.State;
        return await Copy(server, server.Template);
    }

    /// <summary>Copies a template that is filled once a run: with what takes long to make and is the same for many tests, as an organisation's pass keys are.</summary>
    /// <param name="what">Its name among the run's.</param>
    /// <param name="fill">Fills it; the master key of its settings is the copies', too.</param>
    public static async Task<TestDatabase> Create(string what, Func<TestDatabase, Task> fill)
    {
        var template = await Filled.GetOrAdd(what, _ => new(() => Fill(fill))).Value;
        return await Copy(template.server, template.name, template.masterKey);
    }

    private static async Task<TestDatabase> Fill(Func<TestDatabase, Task> fill)
    {
        var template = await Create();
        try
        {
            await fill(template);
        }
        catch
        {
            await template.DisposeAsync();
            throw;
        }

        await template.AsOwner.DisposeAsync();
        // Nobody may be connected to what is copied.
        await template.server.Execute($"alter database {template.name} allow_connections false");
        await template.server.Execute($"select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = '{template.name}'");
        return template;
    }

    /// <summary>Drops the templates that were filled.</summary>
    internal static async Task DropFilled()
    {
        foreach (var template in Filled.Values.Where(made => made is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })) await (await template.Value).DisposeAsync();
        Filled.Clear();
    }

    private static async Task<TestDatabase> Copy(TestPostgresState server, string template, string? masterKey = null)
    {
        var name = NewName();
        await Turn.WaitAsync();
        try
        {
            await server.Execute($"create database {name} template {template}");
        }
        finally
        {
            Turn.Release();
        }

        var copy = new TestDatabase(server, name, masterKey);
        await using var connection = await copy.AsOwner.OpenConnectionAsync();
        await Migrate.CloseDatabase(connection, CancellationToken.None);
        return copy;
    }

    /// <summary>An empty database, for a test to restore a backup into.</summary>
    public static async Task<TestDatabase> Empty()
    {
        var server = await TestPostgres.State;
        var name = NewName();
        await server.Execute($"create database {name} template template0");
        return new(server, name);
    }

    private static string NewName() => $"moralepulse_test_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    /// <summary>What a database on a server of one's own is called.</summary>
    public const string OwnName = "moralepulse";

    /// <summary>A migrated database on a server of one's own, which goes with that server.</summary>
    public static async Task<TestDatabase> On(ThrowawayPostgres own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var server = new TestPostgresState(own.Owner, OwnName, null);
        await Migrate.Run(server.Settings(OwnName), setPasswords: true, CancellationToken.None);
        return new(server, OwnName);
    }

    /// <summary>Runs a statement as the owner.</summary>
    public async Task Execute(string sql)
    {
        await using var command = AsOwner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of a query as the owner.</summary>
    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = AsOwner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A query's rows as the owner, each as one text: to be compared.</summary>
    public async Task<IReadOnlyList<string>> Rows(string sql)
    {
        var rows = new List<string>();
        await using var command = AsOwner.CreateCommand($"select t::text from ({sql}) t");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await AsOwner.DisposeAsync();
        await server.Execute($"drop database if exists {name} with (force)");
    }
}
