using System.Net;
using MoralePulse.Insight.Blocks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Tree;
using MoralePulse.Web.SetUp;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>Settings, shifts, files that wait, and how long blocks are kept.</summary>
[TestFixture]
internal sealed class SettingTests
{
    private SetUpWorld world = null!;

    private OrganisationSettings Settings => world.Get<OrganisationSettings>();

    [SetUp]
    public async Task Create() => world = await SetUpWorld.Create();

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [TestCase(4, 4, 1, "k")]
    [TestCase(10, 3, 1, "p")]
    [TestCase(10, 11, 1, "p")]
    [TestCase(10, 5, 0, "d")]
    [TestCase(10, 5, 10, "d")]
    [TestCase(null, 5, 2, "k")]
    public async Task Parameters_below_the_floors_are_refused_at_their_field(int? k, int? p, int? d, string field)
    {
        var outcome = await Settings.SetParameters(SetUpWorld.Administrator, k, p, d, "", default);
        Assert.That((outcome as SetUpOutcome.Refused)?.Field, Is.EqualTo(field));
    }

    [Test]
    public async Task An_administrator_reads_what_boards_would_show_for_her_size_and_her_choice()
    {
        async Task<string> Page() => WebUtility.HtmlDecode(await (await world.Gets("p02", "/setup/settings")).Content.ReadAsStringAsync());
        var before = await Page();
        Assert.That(before, Does.Contain("simulated trusts of 150 staff").And.Contain("with k = 10, p = 5 and d = 2"));
        foreach (var expected in ExpectedBoards.Measured.Where(one => (one.Staff, one.Level, one.K, one.P, one.D) == (150, "team", 10, 5, 2))) Assert.That(before, Does.Contain($"<td>{expected.WaitHours} hours</td>"));

        await Settings.SetParameters(SetUpWorld.Administrator, 15, 8, 3, Seen(SettingValues.Parameters(await Here())), default);
        await Settings.SetLevel(SetUpWorld.Administrator, "department", Seen(SettingValues.Level(await Here())), default);
        Assert.That(await Page(), Does.Contain("with k = 15, p = 8 and d = 3").And.Contain("<td>no figures of their own</td>"));
    }

    [Test]
    public async Task Opening_freezes_the_floors_and_the_time_zone_and_an_organisation_made_by_hand_opens_by_nothing_else()
    {
        await Given.Imported(world.Database, Given.Request(people: SetUpWorld.People), world.Time);
        Assert.That((await Here()).Opened, Is.False);
        Assert.That(await Settings.SetParameters(SetUpWorld.Administrator, 8, 4, 1, Seen(SettingValues.Parameters(await Here())), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That(await Settings.Open(SetUpWorld.Administrator, default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That((await Here()).Opened, Is.True);
        var refused = await Settings.SetParameters(SetUpWorld.Administrator, 7, 4, 1, Seen(SettingValues.Parameters(await Here())), default);
        Assert.That((refused as SetUpOutcome.Refused)?.Detail, Does.Contain("never lowered"));
        Assert.That(await Settings.SetTimeZone(SetUpWorld.Administrator, "Europe/Jersey", "", default), Is.InstanceOf<SetUpOutcome.Refused>());
        Assert.That((await Settings.SetParameters(SetUpWorld.Administrator, 21, 4, 1, "", default) as SetUpOutcome.Refused)?.Field, Is.EqualTo("k"), "more than it has people");
    }

    [Test]
    public async Task Too_few_people_cannot_open()
    {
        await Given.Imported(world.Database, Given.Request(people: SetUpWorld.People[..9]), world.Time);
        Assert.That((await Settings.Open(SetUpWorld.Administrator, default) as SetUpOutcome.Refused)?.Detail, Does.Contain("9 people"));
    }

    [Test]
    public async Task A_retired_shift_is_no_choice_and_may_be_named_until_the_last_pass_that_could_name_it_closes()
    {
        var shifts = world.Get<ShiftList>();
        Assert.That(await shifts.SetUsed(SetUpWorld.Administrator, "late", used: false, default), Is.InstanceOf<SetUpOutcome.Done>());
        var here = await Here();
        var today = new DateOnly(2026, 11, 24);
        Assert.That(here.Shifts.Select(shift => shift.Code), Is.EqualTo(new[] { "early", "night", "long-day", "office" }));
        Assert.That(new[] { 0, 1, 3, 4, 5 }.Select(days => here.MayName("late", today.AddDays(days))), Is.EqualTo(new[] { true, true, true, false, false }));
        Assert.That(await shifts.Add(SetUpWorld.Administrator, "Late", new(14, 0), new(22, 0), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That((await Here()).Shifts[^1].Code, Is.EqualTo("late-2"), "a code that was used is never another shift's");
        Assert.That(await shifts.SetUsed(SetUpWorld.Administrator, "late", used: true, default), Is.InstanceOf<SetUpOutcome.Refused>(), "two of one name");
        Assert.That(await shifts.MoveUp(SetUpWorld.Administrator, "late-2", default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That((await Here()).Shifts.Select(shift => shift.Code), Is.EqualTo(new[] { "early", "night", "long-day", "late-2", "office" }));
        foreach (var code in (string[])["early", "night", "long-day", "late-2"]) await shifts.SetUsed(SetUpWorld.Administrator, code, used: false, default);
        Assert.That(await shifts.SetUsed(SetUpWorld.Administrator, "office", used: false, default), Is.InstanceOf<SetUpOutcome.Refused>());
    }

    [Test]
    public async Task A_file_that_waits_is_sealed_hers_alone_and_gone_after_an_hour()
    {
        var drafts = world.Get<ImportDrafts>();
        await drafts.Keep(SetUpWorld.Administrator, new(new("people.csv", "secret-name,1"u8.ToArray()), null, null), default);
        var box = await world.Database.Scalar<byte[]>("select sealed from issuance.import_draft");
        Assert.That(System.Text.Encoding.Latin1.GetString(box), Does.Not.Contain("secret").And.Not.Contain("people"));
        Assert.That((await drafts.Find(SetUpWorld.Administrator, default))!.People.Content, Is.EqualTo("secret-name,1"u8.ToArray()));
        await world.Database.Execute("update issuance.import_draft set person = 'P01'");
        Assert.That(await drafts.Find(new(Given.Trust, "P01"), default), Is.Null, "a row that was moved to somebody else opens for nobody");
        await drafts.Keep(SetUpWorld.Administrator, new(new("people.csv", [1]), null, null), default);
        world.Time.Now = Given.Tuesday.AddMinutes(60);
        Assert.That(await drafts.Find(SetUpWorld.Administrator, default), Is.Null);
        await drafts.DropExpired(default);
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.import_draft"), Is.Zero);
    }

    [Test]
    public async Task Contacts_and_a_logo_are_checked_and_everybody_may_read_them()
    {
        var contacts = world.Get<Contacts>();
        SupportContact[] support = [new("Staff support", "0800 123 456"), new("", null), new("Chaplain", null), new("Page", "https://support.example.org/staff")];
        Assert.That(await contacts.Set(SetUpWorld.Administrator, "it@example.org", support, Seen(SettingValues.Contacts(await Here())), default), Is.InstanceOf<SetUpOutcome.Done>());
        Assert.That((await Here()).Contact, Is.EqualTo("it@example.org"));
        Assert.That((await Here()).Support, Is.EqualTo(new[] { support[0], support[2], support[3] }));
        Assert.That((await contacts.Set(SetUpWorld.Administrator, "", [new("x", "javascript:alert(1)")], "", default) as SetUpOutcome.Refused)?.Field, Is.EqualTo("address-1"));
        Assert.That((await contacts.Set(SetUpWorld.Administrator, "call me", [], "", default) as SetUpOutcome.Refused)?.Field, Is.EqualTo("contact"));

        Assert.That(await world.Get<Logos>().Set(SetUpWorld.Administrator, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "", default), Is.InstanceOf<SetUpOutcome.Refused>());
        byte[] png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        Assert.That(await world.Get<Logos>().Set(SetUpWorld.Administrator, png, Seen(SettingValues.Logo(await Here())), default), Is.InstanceOf<SetUpOutcome.Done>());
        using var answer = await world.Gets(null, $"/logo/RY5/{(await Here()).LogoHash![..16]}");
        Assert.That((answer.Content.Headers.ContentType!.MediaType, await answer.Content.ReadAsByteArrayAsync()), Is.EqualTo(("image/png", png)));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo("default-src 'none'; sandbox"));
    }

    [Test]
    public async Task Blocks_are_forgotten_by_whole_months_by_the_organisations_clock_and_never_those_of_the_last_three_years()
    {
        await world.Database.Execute("""
            insert into published.block select d, 'RY5', 'unit', 'ward-1', d + time '10:00', 5, 5, 5, '{ward-1,surgery,care,RY5}' from unnest('{2023-10-31,2023-11-01,2026-11-20}'::date[]) d;
            insert into published.roll_up select 'RY5', 'unit', 'RY5', d, 5, 5, 5 from unnest('{2023-10-31,2023-11-01,2026-11-20}'::date[]) d;
            insert into published.reach values ('RY5', 'RY5', '2023-10-30', 10), ('RY5', 'RY5', '2023-11-06', 10);
            """);
        var kept = world.Get<BlocksKept>();
        var pulses = world.Get<PulseReader>();
        Assert.That(await kept.Purge((await pulses.Tree.Find(Given.Trust, default))!, default), Is.Zero, "for ever, unless it is set");
        Assert.That(await Settings.SetKept(SetUpWorld.Administrator, 35, "", default), Is.InstanceOf<SetUpOutcome.Refused>());
        Assert.That(await Settings.SetKept(SetUpWorld.Administrator, 36, Seen(SettingValues.Kept(await Here())), default), Is.InstanceOf<SetUpOutcome.Done>());
        // The function goes by the database's clock for a real organisation; a simulated one's is its own.
        await world.Database.Execute("alter table organisation.organisation disable trigger all; update organisation.organisation set simulated = true; alter table organisation.organisation enable trigger all; insert into organisation.clock (ods, now) values ('RY5', '2026-11-24T10:00Z')");
        Assert.That(await kept.Purge((await pulses.Tree.Find(Given.Trust, default))!, default), Is.EqualTo(1));
        Assert.That(await world.Database.Rows("select release_date from published.block order by 1"), Is.EqualTo(new[] { "(2023-11-01)", "(2026-11-20)" }));
        Assert.That(await world.Database.Scalar<long>("select (select count(*) from published.roll_up) * 10 + (select count(*) from published.reach)"), Is.EqualTo(21));
        Assert.That(Domain.Trends.TrendSeries.FirstDate(Domain.Trends.Grain.Month, new(2026, 11, 24)), Is.EqualTo(new DateOnly(2023, 11, 1)), "as far as trends look back");
    }

    private async Task<OrganisationSnapshot> Here() => (await world.Get<MoralePulse.Issuance.IssuanceDatabase>().Tree.Find(Given.Trust, default))!.Organisation;

    private static string Seen(string values) => AuditValues.Seen(values);
}
