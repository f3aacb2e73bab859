using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MoralePulse.Harness;
using MoralePulse.Web.Health;
using MoralePulse.Web.Migrate;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>What the server itself lets through, and who says so: on a server of the fixture's own, since these tests open what must be closed.</summary>
[TestFixture]
internal sealed class ServerWalls
{
    private ThrowawayPostgres server = null!;
    private TestDatabase database = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        server = await ThrowawayPostgres.Start(fsync: false, TestDatabase.OwnName);
        database = await TestDatabase.On(server);
    }

    [OneTimeTearDown]
    public async Task Drop()
    {
        await database.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public async Task A_service_on_a_closed_server_starts_without_a_warning() => Assert.That(await Warnings(), Is.Empty);

    [TestCase("grant execute on function pg_current_wal_lsn() to public", "revoke execute on function pg_current_wal_lsn() from public", "log positions")]
    [TestCase("grant select on pg_locks to moralepulse_insight", "revoke select on pg_locks from moralepulse_insight", "locks")]
    [TestCase("grant select on pg_db_role_setting to public", "revoke select on pg_db_role_setting from public", "transactions")]
    [TestCase("alter event trigger moralepulse_roles_define_nothing disable", "alter event trigger moralepulse_roles_define_nothing enable", "locks")]
    [TestCase("grant connect on database postgres to public", "revoke connect on database postgres from public", "other databases")]
    [TestCase("grant pg_monitor to moralepulse_jobs", "revoke pg_monitor from moralepulse_jobs", "other roles")]
    public async Task A_service_on_a_server_with_an_open_channel_says_so_once_at_its_start(string open, string close, string channel)
    {
        await database.Execute(open);
        var warnings = await Warnings();
        await database.Execute(close);
        Assert.That(warnings, Has.Count.EqualTo(1));
        Assert.That(warnings.Single(), Does.Contain(channel).And.Contain("docs/operations.md, \"What the server counts\""));
    }

    [Test]
    public async Task A_role_gets_into_the_services_database_only_even_where_another_would_let_it_in()
    {
        await database.Execute("grant connect on database postgres to moralepulse_insight");
        await using var other = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Insight) { Database = "postgres" }.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(async () => await other.OpenConnectionAsync());
        await database.Execute("revoke connect on database postgres from moralepulse_insight");
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InvalidAuthorizationSpecification), "pg_hba.conf rejects");
        await using var own = NpgsqlDataSource.Create(database.Insight);
        await using (await own.OpenConnectionAsync()) { }
    }

    [Test]
    public async Task Whoever_could_go_into_another_database_still_may()
    {
        await database.Execute("grant connect on database template1 to public; create role somebody_else login");
        await Migrate.Run(Settings(database.Owner), setPasswords: false, CancellationToken.None);
        Assert.That(
            await database.Rows("select r, has_database_privilege(r, 'template1', 'connect') from unnest('{somebody_else,moralepulse_insight,moralepulse_ballot}'::text[]) r"),
            Is.EqualTo(new[] { "(somebody_else,t)", "(moralepulse_insight,f)", "(moralepulse_ballot,f)" }));
    }

    [Test]
    public async Task A_database_is_closed_though_the_migration_of_another_closes_it_at_the_same_moment()
    {
        await using var server = NpgsqlDataSource.Create(database.Owner);
        await using var another = await server.OpenConnectionAsync();
        await using var own = await server.OpenConnectionAsync();
        await using var meanwhile = await another.BeginTransactionAsync();
        await using (var closes = new NpgsqlCommand($"revoke connect on database {own.Database} from public", another)) await closes.ExecuteNonQueryAsync();
        var closed = Migrate.CloseDatabase(own, CancellationToken.None);
        await Eventually.Holds(() => database.Scalar<bool>("select exists (select from pg_locks where locktype = 'transactionid' and not granted)"));
        await meanwhile.CommitAsync();
        Assert.That(async () => await closed, Throws.Nothing);
    }

    [Test]
    public async Task An_owner_who_may_not_close_the_server_closes_what_is_hers_and_is_told_once_what_is_left()
    {
        await database.Execute("create role plain_owner login createdb createrole password 'of-tests-only'; grant connect on database postgres to plain_owner");
        var owner = new NpgsqlConnectionStringBuilder(database.Owner) { Database = "plain", Username = "plain_owner", Password = "of-tests-only" }.ConnectionString;
        var warnings = (await Migrate.Run(Settings(owner), setPasswords: false, CancellationToken.None)).Warnings;
        Assert.That(warnings, Has.Count.EqualTo(1));
        Assert.That(warnings.Single(), Does.Contain("functions").And.Contain("views").And.Contain("system tables").And.Contain("definitions").And.Not.Contain("temporary").And.Not.Contain("databases").And.Contain("docs/operations.md"));
        Assert.That(
            await database.Rows("select has_database_privilege('public', 'plain', 'temporary'), has_database_privilege('public', 'plain', 'connect'), has_database_privilege('moralepulse_ballot', 'plain', 'connect')"),
            Is.EqualTo(new[] { "(f,f,t)" }));
    }

    private static IConfiguration Settings(string owner) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Owner"] = owner }).Build();

    private async Task<IReadOnlyCollection<string>> Warnings()
    {
        using var log = new WarningsOfChannels();
        await using var service = await TestService.Start(database, log: log);
        await service.Ready();
        return log.Lines;
    }

    // Those of the channels only: a busy machine has others, of late heartbeats.
    private sealed class WarningsOfChannels : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName == typeof(OpenChannels).FullName ? this : NullLogger.Instance;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
