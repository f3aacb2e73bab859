using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;
using MoralePulse.Harness;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.Restore;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Jobs;
using MoralePulse.Web.Restore;
using NUnit.Framework;
using KeyList = MoralePulse.Issuance.Keys.KeyList;

namespace MoralePulse.Story.Tests.Restore;

/// <summary>A trust taps, a backup is made, the trust taps on, and the backup is restored: no pass that was spent counts a second time, and life goes on with new ones.</summary>
[TestFixture]
internal sealed class RestoreTests
{
    private const string Counted = "select (select coalesce(sum(green + amber + red), 0) from ballot.pool)::bigint + (select coalesce(sum(green + amber + red), 0) from published.block)::bigint";

    private string folder = null!;
    private string dump = null!;
    private TestDatabase before = null!;

    [SetUp]
    public async Task Start()
    {
        folder = Directory.CreateTempSubdirectory("moralepulse-restore-").FullName;
        dump = Path.Combine(folder, "backup.dump");
        before = await TestDatabase.Create();
        await Backup.Needs(before);
    }

    [TearDown]
    public async Task End()
    {
        await before.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task No_pass_that_was_spent_before_the_restore_counts_again_and_everybody_taps_on_with_new_ones()
    {
        await Given.Imported(before, Given.Request(), TimeProvider.System);
        List<Phone> phones;
        await using (var service = await TestService.Start(before))
        {
            await service.Ready();
            using var http = service.Client();
            phones = await Collected(http);
            foreach (var phone in phones[..10]) Assert.That(await Tap(http, phone), Is.EqualTo(HttpStatusCode.NoContent));
            await Backup.Make(before, dump);
            foreach (var phone in phones[10..]) Assert.That(await Tap(http, phone), Is.EqualTo(HttpStatusCode.NoContent));
            await File.WriteAllBytesAsync(Path.Combine(folder, "RY5.json"), await http.GetByteArrayAsync("/api/v1/RY5/pass-keys?all=true"));
        }

        Assert.That(await before.Scalar<long>(Counted), Is.EqualTo(20));
        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        var said = await Told(after, folder);
        Assert.That(said, Does.Contain("RY5: keys made since the backup, taken from"));
        Assert.That(said, Does.Contain("may also go into").And.Contain(new Npgsql.NpgsqlConnectionStringBuilder(before.Owner).Database), "the database of before is still there");
        await using var again = await TestService.Start(after);
        await again.Ready();
        using var client = again.Client();

        foreach (var phone in phones) Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.Gone), "spent before the backup, or after it");
        Assert.That(await after.Scalar<long>(Counted), Is.Zero);

        var fresh = await Collected(client);
        Assert.That(fresh.Select(phone => phone.Day).Intersect(phones.Select(phone => phone.Day)), Is.Empty, "other keys for the same date");
        foreach (var phone in fresh) Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.NoContent));
        foreach (var phone in fresh) Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.NoContent), "sent again");
        foreach (var phone in phones) Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(await after.Scalar<long>(Counted), Is.EqualTo(20));
    }

    [Test]
    public async Task The_chain_of_keys_goes_on_from_what_browsers_have_seen_also_of_keys_that_the_backup_lacks()
    {
        // A day later there is one more key, after the backup was made.
        await Given.Imported(before, Given.Request());
        var time = new SettableTime(Given.Tuesday);
        await Keys(before, time);
        await Backup.Make(before, dump);
        time.Now = Given.Tuesday.AddDays(1);
        await Keys(before, time);
        var seen = await List(before, time);
        await Save(seen);

        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        Assert.That(await Told(after, folder), Does.Contain("RY5.json: 1."));
        await Keys(after, time);
        var now = await List(after, time);
        Assert.That(now.Keys.Take(seen.Keys.Count), Is.EqualTo(seen.Keys), "nothing that was seen has changed");
        Assert.That(now.Keys.Select(key => key.Position), Is.EqualTo(Enumerable.Range(1, now.Keys.Count)));
        var head = KeyChain.Start(Given.Trust);
        foreach (var key in now.Keys) head = KeyChain.Append(head, key.Kind == "day" ? PassKind.Day : PassKind.Week, new(key.ServiceDate), System.Buffers.Text.Base64Url.DecodeFromChars(key.Spki));
        Assert.That(System.Buffers.Text.Base64Url.EncodeToString(head), Is.EqualTo(now.Head));
        var open = await List(after, time, all: false);
        Assert.That(open.Keys, Is.Not.Empty);
        Assert.That(open.Keys.Select(key => key.KeyId).Intersect(seen.Keys.Select(key => key.KeyId)), Is.Empty, "retired keys are in the whole list and not among the open ones, so that devices forget their passes");
    }

    [Test]
    public async Task A_list_that_does_not_go_on_from_the_restored_keys_changes_nothing()
    {
        await Given.Imported(before, Given.Request());
        await Keys(before, new SettableTime(Given.Tuesday));
        await Backup.Make(before, dump);
        var time = new SettableTime(Given.Tuesday.AddDays(2));
        await Keys(before, time);
        var seen = await List(before, time);
        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        foreach (var wrong in new[] { seen with { Keys = [.. seen.Keys.SkipLast(1)] }, seen with { Keys = [.. seen.Keys.SkipLast(2), seen.Keys[^1]] }, seen with { Head = seen.Keys[0].KeyId } })
        {
            await Save(wrong);
            Assert.That(async () => await Told(after, folder), Throws.InvalidOperationException.With.Message.Contains("Nothing was changed"));
        }

        Assert.That(await after.Scalar<int>("select restores from organisation.organisation"), Is.Zero);
    }

    [Test]
    public async Task A_service_on_a_restored_database_that_nobody_told_of_it_is_not_ready_and_counts_nothing()
    {
        await Given.Imported(before, Given.Request(), TimeProvider.System);
        Phone phone;
        await using (var service = await TestService.Start(before))
        {
            await service.Ready();
            using var http = service.Client();
            phone = (await Collected(http))[0];
            Assert.That(await Tap(http, phone), Is.EqualTo(HttpStatusCode.NoContent));
            await Backup.Make(before, dump);
        }

        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        await using (var connection = await after.AsOwner.OpenConnectionAsync()) await Web.Migrate.Migrate.CloseDatabase(connection, CancellationToken.None);
        await using var early = await TestService.Start(after);
        using var client = early.Client();
        Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.ServiceUnavailable), "it was spent");
        Assert.That((await client.GetAsync("/healthz/ready")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await after.Scalar<long>(Counted), Is.Zero);
        await Told(after, null);
        await early.Ready(); // by itself, once it has been told
        Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.Gone), "this process has read its key before that was retired");
        Assert.That(await Tap(client, phone), Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(await after.Scalar<long>(Counted), Is.Zero);
    }

    [Test]
    public async Task A_backup_is_told_from_a_service_that_was_off_as_long_however_old_it_is()
    {
        await Given.Imported(before, Given.Request());
        var time = new SettableTime(Given.Tuesday);
        Assert.That(await Untold(before, time), Is.False, "a new organisation has no key yet");
        await Keys(before, time);
        await Backup.Make(before, dump);
        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        foreach (var days in (int[])[0, 13, 16, 40])
        {
            time.Now = Given.Tuesday.AddDays(days);
            Assert.That(await Untold(after, time), $"nobody has said so, {days} days later");
        }

        Assert.That(await Untold(before, time), Is.False, "it was only off");
        await Keys(before, time);
        Assert.That(await Untold(before, time), Is.False, "and goes on");
        await Told(after, null);
        Assert.That(await Untold(after, time), Is.False);
        await Keys(after, time);
        Assert.That(await Untold(after, time), Is.False);
    }

    [Test]
    public async Task Nothing_that_goes_by_the_clock_is_done_before_the_restore_is_told_and_the_saved_list_still_fits()
    {
        await Given.Imported(before, Given.Request());
        await Keys(before, new SettableTime(Given.Tuesday));
        await Backup.Make(before, dump);
        var time = new SettableTime(Given.Tuesday.AddDays(2));
        await Keys(before, time);
        await Save(await List(before, time));
        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        await using (var connection = await after.AsOwner.OpenConnectionAsync()) await Web.Migrate.Migrate.CloseDatabase(connection, CancellationToken.None);
        const string Keyed = "select count(*) from organisation.pass_key";
        var keys = await after.Scalar<long>(Keyed);
        await using (var early = await TestService.Start(after))
        await using (var scope = early.Services.CreateAsyncScope())
        {
            var jobs = scope.ServiceProvider.GetRequiredService<DailyJobs>();
            foreach (var job in (Func<CancellationToken, Task>[])[jobs.KeepPassKeys, jobs.Close, jobs.KeepTrends, jobs.MakeDigests, jobs.KeepLedger])
                Assert.That(async () => await job(CancellationToken.None), Throws.InvalidOperationException.With.Message.Contains("MoralePulse.Web restored"), job.Method.Name);
        }

        Assert.That(async () => await Keys(after, time), Throws.InvalidOperationException, "as an administrator's setting would make them");
        Assert.That(await after.Scalar<long>(Keyed), Is.EqualTo(keys));
        Assert.That(await Told(after, folder), Does.Contain("RY5.json: 2."));
    }

    [Test]
    public async Task A_backup_has_blocks_and_people_and_no_spent_pass_no_counter_no_signing_key_no_collection_and_no_sign_in()
    {
        await Given.Imported(before, Given.Request(), TimeProvider.System);
        await using (var service = await TestService.Start(before))
        {
            await service.Ready();
            using var http = service.Client();
            foreach (var phone in await Collected(http)) Assert.That(await Tap(http, phone), Is.EqualTo(HttpStatusCode.NoContent));
        }

        await before.Execute("""
            select published.release('RY5', tick, (tick at time zone 'Europe/London')::date, 'unit', 'ward-1', 5, 5, 5, 10, '{}', '{}', '{}') from to_timestamp(floor(extract(epoch from now()) / 900) * 900) tick
            """);
        await before.Execute("insert into ballot.expired values ('RY5', 3)"); // two days' backups would tell how many between
        string[] left = ["ballot.spent", "ballot.pool", "ballot.pool_date", "ballot.expired", "ballot.tick", "issuance.private_key", "issuance.collected", "jobs.session", "jobs.data_protection_key"];
        foreach (var table in left) Assert.That(await before.Scalar<long>($"select count(*) from {table}"), Is.Positive, $"{table} must have something to leave out");
        await Backup.Make(before, dump);
        await using var after = await TestDatabase.Empty();
        await Backup.Restore(dump, after);
        foreach (var table in (string[])[.. left, "ballot.pool_week", "ballot.reach", "issuance.letter", "issuance.import_draft", "jobs.logout_token"])
            Assert.That(await after.Scalar<long>($"select count(*) from {table}"), Is.Zero, table);
        const string Blocks = "select * from published.block";
        Assert.That(await before.Rows(Blocks), Is.Not.Empty);
        Assert.That(await after.Rows(Blocks), Is.EqualTo(await before.Rows(Blocks)));
        Assert.That(await after.Rows("select person from issuance.person order by 1"), Is.EqualTo(await before.Rows("select person from issuance.person order by 1")));
        Assert.That(await after.Rows("select key_id from organisation.pass_key order by position"), Is.EqualTo(await before.Rows("select key_id from organisation.pass_key order by position")));
    }

    internal static async Task<string> Told(TestDatabase database, string? folder)
    {
        await using var said = new StringWriter();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Owner"] = database.Owner }).Build();
        Assert.That(await RestoredCommand.Run(folder is null ? [] : [folder], settings, said, CancellationToken.None), Is.Zero);
        return said.ToString();
    }

    private Task Save(KeyList list) => File.WriteAllTextAsync(Path.Combine(folder, "RY5.json"), System.Text.Json.JsonSerializer.Serialize(list, System.Text.Json.JsonSerializerOptions.Web));

    private static async Task<bool> Untold(TestDatabase database, TimeProvider time)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        return await new UntoldRestore(new(source, time)).Look(CancellationToken.None);
    }

    private static ServiceDate Today { get; } = new(DateOnly.FromDateTime(Local));

    private static DateTime Local => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime;

    private static async Task<List<Phone>> Collected(HttpClient http)
    {
        IReadOnlyList<PassKey> keys = [];
        for (var tries = 0; tries < 600 && keys.Count == 0; tries++) keys = await new PhoneClient(http, new()).Keys(Given.Trust);
        var phones = new List<Phone>();
        for (var n = 1; n <= 20; n++)
        {
            var client = new PhoneClient(http, new());
            Assert.That(await client.SignIn(Given.Trust, $"p{n:00}"), Is.True);
            Assert.That(await client.Collect(keys, Today.Value.ToDateTime(new(13, 0))), Is.GreaterThan(0));
            phones.Add(new(client.Wallet, keys.Single(key => key.Kind == PassKind.Day && key.Date == Today).Id));
        }

        return phones;
    }

    // With the same passes each time, of whichever service.
    private static async Task<HttpStatusCode> Tap(HttpClient http, Phone phone)
    {
        using var answer = await new PhoneClient(http, phone.Wallet).Tap(Given.Trust, Today, new("ward-1"), phone.Day.GetHashCode() % 2 == 0 ? Mood.Green : Mood.Red);
        return answer.StatusCode;
    }

    private static async Task Keys(TestDatabase database, TimeProvider time)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        var issuance = new MoralePulse.Issuance.IssuanceDatabase(source, time);
        await new PassKeyUpkeep(issuance, MasterKey.Of(new byte[32])).Run((await issuance.Tree.Find(Given.Trust, CancellationToken.None))!, CancellationToken.None);
    }

    private static async Task<KeyList> List(TestDatabase database, TimeProvider time, bool all = true)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Issuance);
        return await KeyListEndpoint.Read(new(source, time), Given.Trust, all ? null : DateOnly.FromDateTime(time.GetUtcNow().DateTime), CancellationToken.None);
    }

    private sealed record Phone(PassWallet Wallet, PassKeyId Day);
}
