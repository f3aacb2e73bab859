using MoralePulse.Harness;
using MoralePulse.Insight.Blocks;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Blocks;

/// <summary>What blocks lie in: a hypertable where the server offers TimescaleDB, else a plain table. What is answered of them is the same.</summary>
[TestFixture]
internal sealed class HypertableTests
{
    private const string Blocks = "select * from published.block order by release_date, code";

    [Test]
    public async Task A_new_database_has_a_hypertable_where_the_server_offers_one_and_a_plain_table_elsewhere_and_the_migration_says_which()
    {
        await using var world = await BlockWorld.Create();
        var offered = await world.Offered();
        Assert.That(await world.IsHypertable(), Is.EqualTo(offered));
        Assert.That((await world.Migrated()).Blocks, Does.StartWith(offered ? "Blocks lie in a hypertable of TimescaleDB 2." : "Blocks lie in a plain table: "));
        if (!offered) Assert.Ignore($"The plain half holds. {BlockWorld.NotOffered}");
        Assert.That(
            await world.Ballot.Database.Rows("select column_name, time_interval from timescaledb_information.dimensions where hypertable_schema = 'published'"),
            Is.EqualTo(new[] { "(release_date,\"365 days\")" }));
        Assert.That(await world.Ballot.Database.Rows("select hypertable_name from timescaledb_information.hypertables"), Is.EqualTo(new[] { "(block)" }), "roll-ups and the ledger are ordinary tables");
        Assert.That(await world.Ballot.Database.Rows("select job_id from timescaledb_information.jobs"), Is.Empty, "nothing runs by itself, nor reports to anybody");
    }

    [Test]
    public async Task A_plain_database_whose_server_gains_TimescaleDB_keeps_its_blocks_and_answers_everything_with_the_same_bytes()
    {
        await using var world = await BlockWorld.Create();
        var database = world.Ballot.Database;
        await world.MakePlain();
        await world.Release();
        Assert.That(await world.IsHypertable(), Is.False);
        await world.Reckon();
        await using var service = await TestService.Start(database);
        await service.Ready();
        var blocks = await database.Rows(Blocks);
        var before = await BlockWorld.Answers(service);
        Assert.That(blocks, Has.Count.EqualTo(326));
        Assert.That(before, Has.Count.GreaterThan(30));
        Assert.That(before["/api/v1/units/a/pulse"], Does.StartWith("200").And.Contain("\"28d\":{"));
        Assert.That(before["/api/v1/units/dep/trend.csv?grain=week"].Split('\n'), Has.Length.GreaterThan(50));

        var migrated = await world.Migrated(); // while the service runs
        await world.Reckon();
        Assert.That(await database.Rows(Blocks), Is.EqualTo(blocks));
        var after = await BlockWorld.Answers(service);
        Assert.That(after.Keys.Where(address => after[address] != before[address]), Is.Empty);

        // Life goes on there: the door, and what keeps a block as it is.
        await database.Execute("select published.release('SIM1', '2026-11-23T09:45Z', '2026-11-23', 'unit', 'a', 6, 5, 4, 15, '{dep}', '{2026-11-16}', '{12}')");
        Assert.That((await BlockWorld.Answers(service))["/api/v1/units/a/pulse"], Is.Not.EqualTo(before["/api/v1/units/a/pulse"]), "a release shows");
        Assert.That(async () => await database.Execute("update published.block set green = green + 1"), Throws.InstanceOf<PostgresException>().With.Message.Contains("never changes"));
        if (!await world.Offered()) Assert.Ignore($"The plain half holds. {BlockWorld.NotOffered}");
        Assert.That(await world.IsHypertable(), migrated.Blocks);
        Assert.That(await database.Scalar<long>("select count(*) from only published.block"), Is.Zero, "they moved");
    }

    [Test]
    public async Task Blocks_of_months_that_are_not_kept_are_forgotten_as_in_a_plain_table([Values] bool plain)
    {
        await using var world = await BlockWorld.Create();
        if (plain) await world.MakePlain();
        else if (!await world.Offered()) Assert.Ignore(BlockWorld.NotOffered);
        await world.Release();
        await world.Ballot.Database.Execute("update organisation.settings set blocks_kept_months = 36");
        Assert.That(await world.IsHypertable(), Is.EqualTo(!plain));
        Assert.That(await world.Ballot.Service<BlocksKept>().Purge(await world.Ballot.Now(), CancellationToken.None), Is.EqualTo(6), "three weeks of October 2023, two teams");
        Assert.That(await world.Ballot.Database.Rows("select min(release_date), count(*) from published.block"), Is.EqualTo(new[] { "(2023-11-01,320)" }));
    }

    [Test]
    public async Task No_role_learns_anything_from_what_TimescaleDB_brings()
    {
        await using var world = await BlockWorld.Create();
        if (!await world.Offered()) Assert.Ignore(BlockWorld.NotOffered);
        await world.Release();
        Assert.That(
            await world.Ballot.Database.Rows("""
                select r, d.classid::regclass, d.objid from pg_depend d join pg_extension e on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid and e.extname = 'timescaledb' and d.deptype = 'e',
                       unnest('{moralepulse_issuance,moralepulse_ballot,moralepulse_insight,moralepulse_jobs}'::text[]) r
                 where case d.classid when 'pg_proc'::regclass then has_function_privilege(r, d.objid, 'execute') when 'pg_class'::regclass then has_any_column_privilege(r, d.objid, 'select') end
                """),
            Is.Empty);
        var chunks = await world.Ballot.Database.Rows("select c from timescaledb.show_chunks('published.block') c");
        Assert.That(chunks, Has.Count.EqualTo(4), "a year in each");
        foreach (var (role, connection) in new[] { ("insight", world.Ballot.Database.Insight), ("ballot", world.Ballot.Database.Ballot), ("jobs", world.Ballot.Database.Jobs), ("issuance", world.Ballot.Database.Issuance) })
        {
            await using var source = NpgsqlDataSource.Create(connection);
            foreach (var column in (string[])["xmin", "green"])
            {
                await using var command = source.CreateCommand($"select {column} from {chunks[0].Trim('(', ')')}");
                var refused = await Assert.ThrowsAsync<PostgresException>(async () => await command.ExecuteNonQueryAsync());
                Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), role);
            }
        }
    }
}
