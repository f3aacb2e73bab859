using System.Buffers.Text;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using MoralePulse.Device;
using MoralePulse.Domain.Passes;
using MoralePulse.Issuance.Keys;
using NUnit.Framework;
using KeyList = MoralePulse.Device.KeyList;

namespace MoralePulse.Story.Tests.Issuance;

internal sealed class KeyTests
{
    private IssuanceWorld shared = null!; // for tests that only look: two thousand bits of prime take their time

    [OneTimeSetUp]
    public async Task Create() => shared = await IssuanceWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await shared.DisposeAsync();

    [Test]
    public async Task Keys_are_made_from_yesterday_to_two_weeks_ahead_and_chained()
    {
        var list = (await shared.Http.GetFromJsonAsync<KeyList>("/api/v1/RY5/pass-keys?all=true"))!;
        Assert.That(list.Keys.Where(key => key.Kind == "day").Select(key => key.ServiceDate), Is.EqualTo(Enumerable.Range(-1, 16).Select(day => new DateOnly(2026, 11, 24).AddDays(day))));
        Assert.That(list.Keys.Where(key => key.Kind == "week").Select(key => key.ServiceDate), Is.EqualTo(new[] { new DateOnly(2026, 11, 23), new(2026, 11, 30), new(2026, 12, 7) }));

        var head = KeyChain.Start(Given.Trust);
        foreach (var (at, key) in list.Keys.Index())
        {
            Assert.That(key.Position, Is.EqualTo(at + 1));
            var checkedKey = KeyCheck.Read(key);
            head = KeyChain.Append(head, checkedKey.Kind, checkedKey.Date, checkedKey.Spki.Span);
        }

        Assert.That(list.Head, Is.EqualTo(Base64Url.EncodeToString(head)));
        Assert.That(list.Fingerprint, Is.EqualTo(KeyChain.Fingerprint(head)).And.Match("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$"));
    }

    [Test]
    public async Task Upkeep_may_run_twice_and_on_many_nodes_at_once()
    {
        await using var world = await IssuanceWorld.Create();
        var before = await world.Database.Rows("select * from organisation.pass_key order by position");
        await world.Upkeep();
        Assert.That(await world.Database.Rows("select * from organisation.pass_key order by position"), Is.EqualTo(before));
        world.Time.Now = world.Time.Now.AddDays(3);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Upkeep()));
        Assert.That(await world.Database.Scalar<long>("select count(*) from organisation.pass_key"), Is.EqualTo(before.Count + 3));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.private_key"), Is.EqualTo(before.Count));
        var list = (await world.Http.GetFromJsonAsync<KeyList>("/api/v1/RY5/pass-keys?all=true"))!;
        Assert.That(list.Keys.Select(key => key.Position), Is.EqualTo(Enumerable.Range(1, before.Count + 3)));
    }

    [Test]
    public async Task A_private_key_is_destroyed_at_noon_of_the_day_after_and_the_public_one_stays()
    {
        await using var world = await IssuanceWorld.Create(new(2026, 11, 23, 11, 59, 0, TimeSpan.Zero)); // a Monday
        const string Alive = "select k.kind, k.service_date from issuance.private_key p join organisation.pass_key k using (key_id) where k.service_date < '2026-11-23' order by 1";
        Assert.That(await world.Database.Rows(Alive), Is.EqualTo(new[] { "(day,2026-11-22)", "(week,2026-11-16)" }), "yesterday and last week can still be collected on a Monday morning");
        world.Time.Now = world.Time.Now.AddMinutes(1);
        await world.Upkeep();
        Assert.That(await world.Database.Rows(Alive), Is.Empty);
        Assert.That(await world.Database.Scalar<long>("select count(*) from organisation.pass_key where service_date < '2026-11-23'"), Is.EqualTo(2));
    }

    [Test]
    public async Task Noon_is_the_organisations_own()
    {
        await using var world = await IssuanceWorld.Create(new(2026, 7, 7, 10, 30, 0, TimeSpan.Zero), simulated: true); // half past eleven in London's summer
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.private_key p join organisation.pass_key using (key_id) where service_date = '2026-07-06' and kind = 'day'"), Is.EqualTo(1));
        await world.Database.Execute("update organisation.clock set now = '2026-07-07T11:00Z'");
        await world.Upkeep();
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.private_key p join organisation.pass_key using (key_id) where service_date = '2026-07-06' and kind = 'day'"), Is.Zero);
    }

    [Test]
    public async Task Only_open_keys_are_listed_unless_all_are_asked_for()
    {
        await using var world = await IssuanceWorld.Create();
        world.Time.Now = world.Time.Now.AddDays(7);
        await world.Upkeep();
        var open = (await world.Http.GetFromJsonAsync<KeyList>("/api/v1/RY5/pass-keys"))!;
        var today = new DateOnly(2026, 12, 1);
        Assert.That(open.Keys.Where(key => key.Kind == "day").Min(key => key.ServiceDate), Is.EqualTo(today.AddDays(-3)));
        Assert.That(open.Keys.Where(key => key.Kind == "week").Min(key => key.ServiceDate), Is.EqualTo(new DateOnly(2026, 11, 23)), "closes on Wednesday");
        var all = (await world.Http.GetFromJsonAsync<KeyList>("/api/v1/RY5/pass-keys?all=true"))!;
        Assert.That(all.Keys, Has.Count.EqualTo(27));
        Assert.That((all.Head, all.Fingerprint), Is.EqualTo((open.Head, open.Fingerprint)));
    }

    [Test]
    public async Task The_list_may_be_cached_for_a_minute_unless_its_clock_runs()
    {
        await Given.Imported(shared.Database, Given.Request(ods: MoralePulse.Domain.Organisation.Ods.Parse("SIM"), simulated: true));
        async Task<string?> Caching(string ods) => (await shared.Http.GetAsync($"/api/v1/{ods}/pass-keys")).EnsureSuccessStatusCode().Headers.CacheControl?.ToString();
        Assert.That(await Caching("RY5"), Is.EqualTo("public, max-age=60"));
        Assert.That(await Caching("SIM"), Is.EqualTo("no-store"));
        Assert.That((int)(await shared.Http.GetAsync("/api/v1/NONE/pass-keys")).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Who_collected_is_forgotten_when_the_pass_has_closed()
    {
        await using var world = await IssuanceWorld.Create();
        var phone = await world.Phone("p01");
        var day = await world.Key(PassKind.Day, new(2026, 11, 24));
        var week = await world.Key(PassKind.Week, new(2026, 11, 23));
        (await phone.Ask(phone.Wallet.Blind([day, week]))).EnsureSuccessStatusCode();
        async Task<long> KeptOn(int month, int date)
        {
            world.Time.Now = new(2026, month, date, 23, 59, 0, TimeSpan.Zero);
            await world.Upkeep();
            return await world.Database.Scalar<long>("select count(*) from issuance.collected");
        }

        Assert.That(await KeptOn(11, 27), Is.EqualTo(2));
        Assert.That(await KeptOn(11, 28), Is.EqualTo(1));
        Assert.That(await KeptOn(12, 2), Is.EqualTo(1));
        Assert.That(await KeptOn(12, 3), Is.Zero);
    }

    [Test]
    public async Task A_private_key_opens_only_under_the_key_outside_and_for_its_own_id()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(shared.Database.Issuance);
        await using var command = source.CreateCommand("select key_id, sealed from issuance.private_key limit 1");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (id, box) = (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));
        var right = MasterKey.Of(Convert.FromBase64String(shared.Database.Settings["PassKeys:MasterKey"]!));
        Assert.That(right.Open(box, id), Has.Length.GreaterThan(1000));
        Assert.That(() => right.Open(box, new byte[32]), Throws.InvalidOperationException);
        Assert.That(() => MasterKey.Of(new byte[32]).Open(box, id), Throws.InvalidOperationException.With.Message.Contains("another key"));
    }

    [Test]
    public void The_key_outside_is_made_once_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["DATA_DIR"] = folder.FullName }).Build();
        var box = MasterKey.From(settings).Seal([1, 2, 3], [7]);
        Assert.That(MasterKey.From(settings).Open(box, [7]), Is.EqualTo(new byte[] { 1, 2, 3 }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Path.Combine(folder.FullName, "keys")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            Assert.That(File.GetUnixFileMode(Path.Combine(folder.FullName, "keys", "pass-keys.key")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "keys")), Has.Length.EqualTo(1));
        folder.Delete(recursive: true);
    }

    [TestCase("c2hvcnQ=")]
    [TestCase("not base64")]
    public void A_wrong_key_outside_stops_the_start(string text) =>
        Assert.That(() => MasterKey.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PassKeys:MasterKey"] = text }).Build()), Throws.InvalidOperationException.With.Message.Contains("32 bytes"));

    [Test]
    public async Task A_public_key_is_never_changed_or_taken_away()
    {
        foreach (var statement in new[] { "update organisation.pass_key set position = position + 1", "delete from organisation.pass_key", "truncate organisation.pass_key cascade" })
            Assert.That(() => shared.Database.Execute(statement), Throws.InstanceOf<Npgsql.PostgresException>(), statement);
    }
}
