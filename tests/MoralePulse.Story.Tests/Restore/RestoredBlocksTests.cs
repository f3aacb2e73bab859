using Microsoft.Extensions.Configuration;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Blocks;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Migrate;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Restore;

/// <summary>Blocks in a hypertable come back, in whichever schema the extension lies; and a dump that is not whole is not taken for one.</summary>
[TestFixture]
internal sealed class RestoredBlocksTests
{
    private const string Blocks = "select * from published.block order by released_at, code";
    private const string Extension = "select extnamespace::regnamespace::text from pg_extension where extname = 'timescaledb'";

    private string dump = null!;

    [SetUp]
    public void Start() => dump = Path.GetTempFileName();

    [TearDown]
    public void End() => File.Delete(dump);

    [Test]
    public async Task Blocks_come_back_wherever_the_extension_lies_in_the_dump_and_in_the_new_database(
        [Values("timescaledb", "public")] string schema, [Values] bool brought, [Values] bool whole)
    {
        // The image of its makers has the extension in template1, in the schema public, so that a new database brings it along.
        await using var before = await TestDatabase.Empty();
        await Backup.Needs(before);
        if (!await BlockWorld.OfferedTo(before)) Assert.Ignore(BlockWorld.NotOffered);
        if (schema == "public") await Bring(before);
        await Migrate.Run(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Owner"] = before.Owner }).Build(), setPasswords: false, CancellationToken.None);
        await Given.Imported(before, Given.Request());
        await Release(before, "2026-11-23T09:45Z");
        Assert.That(await before.Scalar<string>(Extension), Is.EqualTo(schema));

        await (whole ? Backup.MakeWhole(before, dump) : Backup.Make(before, dump));
        await using var after = await TestDatabase.Empty();
        if (brought) await Bring(after);
        await Backup.Restore(dump, after);
        await RestoreTests.Told(after, null);
        Assert.That(await after.Scalar<string>(Extension), Is.EqualTo(schema));
        Assert.That(await after.Rows(Blocks), Is.EqualTo(await before.Rows(Blocks)));
        await Release(after, "2026-11-24T09:45Z");
        Assert.That(await after.Rows("select count(*) from published.block"), Is.EqualTo(new[] { "(2)" }));
        Assert.That(await after.Rows("select count(*) from only published.block"), Is.EqualTo(new[] { "(0)" }), "both lie in a chunk");
    }

    [Test]
    public async Task A_dump_that_is_cut_off_is_not_taken_for_a_whole_one_and_nothing_is_restored_over_something()
    {
        await using var before = await TestDatabase.Create();
        await Backup.Needs(before);
        await Given.Imported(before, Given.Request());
        await Backup.Make(before, dump);
        Assert.That(await Backup.Restores(dump, before), Is.False, "it has something in it");
        var bytes = await File.ReadAllBytesAsync(dump);
        foreach (var part in (double[])[0, 0.5, 0.9, 0.99])
        {
            await File.WriteAllBytesAsync(dump, bytes[..(int)(bytes.Length * part)]);
            await using var after = await TestDatabase.Empty();
            Assert.That(await Backup.Restores(dump, after), Is.False, $"{part} of it");
        }
    }

    private static async Task Bring(TestDatabase database)
    {
        await database.Execute("create extension timescaledb schema public");
        NpgsqlConnection.ClearAllPools(); // a session that has loaded its library keeps it
    }

    private static Task Release(TestDatabase database, string tick) =>
        database.Execute($"select published.release('RY5', '{tick}', ('{tick}'::timestamptz at time zone 'Europe/London')::date, 'unit', 'ward-1', 5, 5, 5, 10, '{{}}', '{{}}', '{{}}')");
}
