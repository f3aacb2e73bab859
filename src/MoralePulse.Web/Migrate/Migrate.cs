using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using MoralePulse.Ballot;
using MoralePulse.Insight;
using MoralePulse.Insight.Blocks;
using MoralePulse.Issuance;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Web.Migrate;

/// <summary>Brings a database up to date over the owner's connection, which the running service does not have.</summary>
public static class Migrate
{
    private static readonly string[] Sides = ["Issuance", "Ballot", "Insight", "Jobs"];

    /// <summary>Makes the database and roles where they are missing, runs every side's migrations, lays blocks where the server keeps them best, and closes what it counts beside them.</summary>
    /// <param name="settings">Connection strings <c>Owner</c>, <c>Issuance</c>, <c>Ballot</c>, <c>Insight</c>, <c>Jobs</c>.</param>
    /// <param name="setPasswords">Whether the roles' passwords are set to those of the connection strings, existing roles included.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <returns>What to tell the person who runs it.</returns>
    /// <exception cref="InvalidOperationException">A connection string is missing or names another role than the side's.</exception>
    public static async Task<Migrated> Run(IConfiguration settings, bool setPasswords, CancellationToken stop)
    {
        var owner = new NpgsqlConnectionStringBuilder(settings.GetConnectionString("Owner")
            ?? throw new InvalidOperationException("ConnectionStrings__Owner is not set: migrating needs the owner's connection."));
        await MakeDatabase(owner, stop);
        await MakeRoles(owner, settings, setPasswords, stop);

        var warnings = new List<string>();
        var builder = new NpgsqlDataSourceBuilder(owner.ConnectionString);
        await using var database = builder.Build();
        await Side<IssuanceContext>(database, IssuanceContext.Schema, options => new(options), stop);
        await Side<BallotContext>(database, BallotContext.Schema, options => new(options), stop);
        await Side<InsightContext>(database, InsightContext.Schema, options => new(options), stop);

        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notice += (_, notice) =>
        {
            if (notice.Notice.Severity == "WARNING") warnings.Add(notice.Notice.MessageText);
        };
        var blocks = await Hypertable.Make(connection, stop);
        PostgreSqlObjectsInstaller.Install(connection, "jobs");
        await Execute(connection, SqlFile.Beside(typeof(Migrate), "jobs.sql"), stop);
        await CloseDatabase(connection, stop);
        await Execute(connection, SqlFile.Beside(typeof(Migrate), "closed.sql"), stop);
        return new(warnings, blocks);
    }

    /// <summary>Lets the owner and the four roles into a database and nobody else. A copy of a migrated database needs it again.</summary>
    /// <param name="owner">The owner's connection to it.</param>
    /// <param name="stop">Cancels.</param>
    public static Task CloseDatabase(NpgsqlConnection owner, CancellationToken stop) => Execute(owner, SqlFile.Beside(typeof(Migrate), "database.sql"), stop);

    private static async Task Side<T>(NpgsqlDataSource database, string schema, Func<DbContextOptions<T>, T> make, CancellationToken stop)
        where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        options.UseSide(database, schema);
        await using var context = make(options.Options);
        await context.Database.MigrateAsync(stop);
    }

    private static async Task MakeDatabase(NpgsqlConnectionStringBuilder owner, CancellationToken stop)
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Database = "postgres" }.ConnectionString);
        await using var connection = await server.OpenConnectionAsync(stop);
        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = @name)", connection) { Parameters = { new("name", owner.Database ?? owner.Username) } };
        if (!(bool)(await exists.ExecuteScalarAsync(stop))!) await Execute(connection, $"create database {Quoted(owner.Database!)}", stop);
    }

    private static async Task MakeRoles(NpgsqlConnectionStringBuilder owner, IConfiguration settings, bool setPasswords, CancellationToken stop)
    {
        await using var database = NpgsqlDataSource.Create(owner.ConnectionString);
        await using var connection = await database.OpenConnectionAsync(stop);
        foreach (var side in Sides)
        {
            var role = $"moralepulse_{side.ToLowerInvariant()}";
            var wanted = new NpgsqlConnectionStringBuilder(settings.GetConnectionString(side));
            if (wanted.Username is { } other && other != role) throw new InvalidOperationException($"ConnectionStrings__{side} must sign in as {role}, not as {other}.");
            await using var exists = new NpgsqlCommand("select exists (select from pg_roles where rolname = @role)", connection) { Parameters = { new("role", role) } };
            var made = !(bool)(await exists.ExecuteScalarAsync(stop))!;
            if (made) await Execute(connection, $"create role {role} login nosuperuser nocreatedb nocreaterole noinherit", stop);
            if (wanted.Password is { } password && (made || setPasswords)) await Execute(connection, $"alter role {role} password '{password.Replace("'", "''", StringComparison.Ordinal)}'", stop);
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
