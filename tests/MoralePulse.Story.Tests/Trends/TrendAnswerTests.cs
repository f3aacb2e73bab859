using System.Net;
using System.Text.Json;
using MoralePulse.Harness;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Trends;

/// <summary>What the trend's addresses answer, to whom.</summary>
[TestFixture]
internal sealed class TrendAnswerTests
{
    private static readonly int[] Calm = [60, 62, 58, 61, 59, 60, 63, 57, 61, 59, 60, 62, 58, 60, 35];
    private TrendWorld world = null!;
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        world = await TrendWorld.Create();
        await world.Weeks("a", 0, Calm);
        await world.MondayMorning(15);
        await world.Ballot.Database.Execute("""
            insert into issuance.person (ods, person, unit_id, wallet_id) values
              ('SIM1', 'P1', 'b', decode(repeat('01', 16), 'hex')), ('SIM1', 'P2', 'dep', decode(repeat('02', 16), 'hex')), ('SIM1', 'P3', 'b', decode(repeat('03', 16), 'hex'));
            insert into issuance.identity values ('SIM1', 'staff', 'P1'), ('SIM1', 'manager', 'P2'), ('SIM1', 'administrator', 'P3');
            insert into issuance.role values ('SIM1', 'P2', 'manager'), ('SIM1', 'P3', 'administrator');
            """);
        service = await TestService.Start(world.Ballot.Database);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await service.DisposeAsync();
        await world.DisposeAsync();
    }

    [Test]
    public async Task Staff_read_a_departments_trend_as_it_was_made()
    {
        using var staff = await As("staff");
        using var answer = await staff.GetAsync("/api/v1/units/dep/trend?grain=week&measure=green&profile=excel");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.CacheControl!.NoStore, "a simulated organisation");
        var trend = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.That(trend.GetProperty("points").GetArrayLength(), Is.EqualTo(15));
        Assert.That(trend.GetProperty("points")[14].GetProperty("cause").GetProperty("rule").GetString(), Is.EqualTo("outside"));
        Assert.That(trend.GetProperty("variation").GetString(), Is.EqualTo("concern-low"));
        Assert.That(trend.GetProperty("sentence").GetString(), Does.StartWith("Weekly share of green in the week from 7 September 2026 is below the range that chance explains"));
    }

    [Test]
    public async Task It_is_weekly_share_of_green_by_default_and_a_table_for_spreadsheets_on_demand()
    {
        using var staff = await As("staff");
        var csv = await staff.GetStringAsync("/api/v1/units/dep/trend.csv");
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Is.EqualTo("period,measure,value,taps,average,lower limit,upper limit,target,special cause,meaning,judged"));
        Assert.That(lines, Has.Length.EqualTo(16));
        Assert.That(lines[15], Does.StartWith("2026-09-07,green,35,100,58.3333,").And.EndWith(",outside low,concern,yes"));
    }

    [TestCase("staff", "a", HttpStatusCode.Forbidden)]
    [TestCase("staff", "b", HttpStatusCode.OK)]
    [TestCase("manager", "a", HttpStatusCode.OK)]
    [TestCase("administrator", "a", HttpStatusCode.Forbidden)]
    [TestCase("administrator", "org", HttpStatusCode.OK)]
    [TestCase("staff", "nowhere", HttpStatusCode.NotFound)]
    public async Task Who_may_see_a_units_figure_may_see_its_trend(string who, string unit, HttpStatusCode status)
    {
        using var person = await As(who);
        using var answer = await person.GetAsync($"/api/v1/units/{unit}/trend");
        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("grain=year")]
    [TestCase("measure=amber")]
    [TestCase("profile=excel2013")]
    [TestCase("measure=reach&grain=day")]
    public async Task A_trend_that_does_not_exist_is_a_clear_error(string query)
    {
        using var staff = await As("staff");
        using var answer = await staff.GetAsync($"/api/v1/units/dep/trend?{query}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("/problems/unknown-trend"));
    }

    [Test]
    public async Task Nothing_released_is_said_in_words_not_as_an_error()
    {
        using var staff = await As("staff");
        var trend = JsonDocument.Parse(await staff.GetStringAsync("/api/v1/cohorts/shift/night/trend")).RootElement;
        Assert.That(trend.GetProperty("points").GetArrayLength(), Is.Zero);
        Assert.That(trend.GetProperty("sentence").GetString(), Is.EqualTo("There is no weekly share of green yet."));
    }

    [Test]
    public async Task Nobody_reads_without_signing_in()
    {
        using var nobody = service.Client();
        Assert.That((await nobody.GetAsync("/api/v1/units/org/trend")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("administrator", HttpStatusCode.OK)]
    [TestCase("manager", HttpStatusCode.Forbidden)]
    [TestCase("staff", HttpStatusCode.Forbidden)]
    public async Task The_jobs_are_shown_to_administrators_only(string who, HttpStatusCode status)
    {
        using var person = await As(who);
        foreach (var page in new[] { "/jobs", "/jobs/recurring", "/jobs/servers" })
        {
            using var answer = await person.GetAsync(page);
            Assert.That(answer.StatusCode, Is.EqualTo(status), page);
        }
    }

    private async Task<HttpClient> As(string subject)
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = service.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["ods"] = "SIM1", ["subject"] = subject });
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = form, Headers = { { "Origin", service.Address.GetLeftPart(UriPartial.Authority) } } };
        Assert.That((await browser.SendAsync(signIn)).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        return browser;
    }
}
