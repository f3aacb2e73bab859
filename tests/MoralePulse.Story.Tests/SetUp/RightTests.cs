using System.Net;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>Who may open the pages of setting up and send their forms, and how a service is set up that has nobody yet.</summary>
[TestFixture]
internal sealed class RightTests
{
    private static readonly string[] Forms =
    [
        "/setup/settings/parameters", "/setup/settings/level", "/setup/settings/kept", "/setup/check", "/setup/contacts/name", "/setup/contacts/zone", "/setup/contacts/people", "/setup/contacts/logo",
        "/setup/open", "/setup/shifts/add", "/setup/shifts/change", "/setup/shifts/use", "/setup/shifts/up", "/setup/people", "/setup/people/roles", "/setup/people/identity",
        "/setup/people/identity/remove", "/setup/import", "/setup/import/columns", "/setup/import/apply", "/setup/import/give-up",
    ];

    private static readonly string[] Pages = ["/setup", "/setup/import", "/setup/import/columns", "/setup/import/preview", "/setup/shifts", "/setup/people", "/setup/settings", "/setup/contacts", "/setup/open", "/setup/audit"];

    private SetUpWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await SetUpWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [TestCaseSource(nameof(Forms))]
    public async Task A_form_is_an_administrators_alone_and_of_our_own_pages(string address)
    {
        var before = await world.Trail();
        Assert.That((await world.Posts(null, address, [])).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        foreach (var other in (string[])["p01", "p03", "p04"]) Assert.That((await world.Posts(other, address, [])).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), other);
        Assert.That((await world.Posts("p02", address, [], "https://elsewhere.example")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await world.Trail(), Is.EqualTo(before));
        var hers = await world.Posts("p02", address, []);
        Assert.That(hers.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), "whatever becomes of it");
    }

    [TestCaseSource(nameof(Pages))]
    public async Task A_page_is_for_administrators_and_the_trail_for_staff_representatives_too(string address)
    {
        Assert.That((await world.Gets("p02", address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await world.Gets("p03", address)).StatusCode, Is.EqualTo(address == "/setup/audit" ? HttpStatusCode.OK : HttpStatusCode.Forbidden));
        foreach (var other in (string[])["p01", "p04"]) Assert.That((await world.Gets(other, address)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), other);
        Assert.That(await (await world.Gets(null, address)).Content.ReadAsStringAsync(), Does.Contain("Sign in"));
    }

    [Test]
    public async Task The_trail_as_a_file_runs_nothing_in_a_spreadsheet_and_is_for_the_same_people()
    {
        await world.Posts("p02", "/setup/people/identity", new() { ["person"] = "P09", ["subject"] = "=1+2,\"x\"" });
        Assert.That((await world.Gets("p04", "/setup/audit.csv")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await world.Gets(null, "/setup/audit.csv")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        var text = await (await world.Gets("p03", "/setup/audit.csv")).Content.ReadAsStringAsync();
        Assert.That(text, Does.Contain(",P02,identity,P09,,\"identity==1+2,\"\"x\"\"; by=hand\""));
        Assert.That(text.TrimStart('\uFEFF'), Does.StartWith("number,at,person,act,about,before,after\r\n1,2026-11-24T10:00Z,,made,"));
    }

    [Test]
    public async Task What_an_administrator_looks_for_stands_in_no_address()
    {
        var answer = await world.Posts("p02", "/setup/people", new() { ["text"] = "P07" });
        var page = answer.Headers.Location!.ToString();
        Assert.That(page, Does.StartWith("/setup/people?who=").And.Not.Contain("P07"));
        Assert.That(await (await world.Gets("p02", page)).Content.ReadAsStringAsync(), Does.Contain("Staff number P07"));
        Assert.That(await (await world.Gets("p02", (await world.Posts("p02", "/setup/people", new() { ["text"] = "P0" })).Headers.Location!.ToString())).Content.ReadAsStringAsync(), Does.Not.Contain("Staff number P0").And.Contain("Nobody in the directory"));
    }

    [Test]
    public async Task A_service_without_an_organisation_is_set_up_with_the_code_from_its_machine_and_once()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await using var database = await TestDatabase.Create();
        var time = new SettableTime(Given.Tuesday);
        await using (var service = await TestService.Start(database, time, settings: new Dictionary<string, string?> { ["DATA_DIR"] = folder }))
        {
            var place = Path.Combine(folder, "keys", "set-up-code");
            await Eventually.Holds(() => File.Exists(place));
            if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(place), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            var code = (await File.ReadAllTextAsync(place)).Trim();
            Assert.That(code, Has.Length.EqualTo(23));
            var origin = service.Address.ToString().TrimEnd('/');
            async Task<string> First(string given)
            {
                using var http = service.Client();
                using var request = new HttpRequestMessage(HttpMethod.Post, "/setup/first")
                {
                    Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = given, ["ods"] = "ry5", ["name"] = "Seaside Care", ["person"] = "P01", ["subject"] = "p01" }),
                };
                request.Headers.Add("Origin", origin);
                return (await http.SendAsync(request)).Headers.Location!.ToString();
            }

            Assert.That(await First("WRONG-WRONG-WRONG-WRONG"), Does.StartWith("/setup/first?refused="));
            Assert.That(await First(""), Does.StartWith("/setup/first?refused="));
            time.Now = Given.Tuesday.AddHours(25);
            Assert.That(await First(code), Does.StartWith("/setup/first?refused="), "a day old");
            time.Now = Given.Tuesday.AddHours(1);
            Assert.That(await database.Scalar<long>("select count(*) from organisation.organisation"), Is.Zero);
            var answers = await Task.WhenAll(First(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)), First(code));
            Assert.That(answers, Has.One.EqualTo("/?returnUrl=/setup"), "of two at once, one");
            Assert.That(File.Exists(place), Is.False);
            Assert.That(await First(code), Does.StartWith("/setup/first?refused="));
        }

        Assert.That(await database.Rows("select ods, opened, opens_by_hand from organisation.organisation"), Is.EqualTo(new[] { "(RY5,f,t)" }));
        Assert.That(await database.Rows("select person, role from issuance.role"), Is.EqualTo(new[] { "(P01,administrator)" }));
        await using (var source = Npgsql.NpgsqlDataSource.Create(database.Issuance))
            Assert.That(await new FirstRun(new OrganisationImport(new(source, time))).Make("OTHER", "Other", "P02", "p02", "", default), Is.InstanceOf<SetUpOutcome.Overtaken>(), "whoever had the code");
    }

    [Test]
    public async Task A_weak_code_stops_the_start()
    {
        await using var database = await TestDatabase.Create();
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestService.Start(database, settings: new Dictionary<string, string?> { ["SetUp:Code"] = "letmein" }));
    }
}
