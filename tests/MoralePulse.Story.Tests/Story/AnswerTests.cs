using System.Net;
using System.Text.Json;
using MoralePulse.Domain.Taps;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Story;

/// <summary>What the service answers around the edges: to browsers, to programs and behind a proxy.</summary>
[TestFixture]
internal sealed class AnswerTests
{
    private IssuanceWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await IssuanceWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_mistyped_address_is_a_page_to_a_browser_and_problem_details_to_a_program()
    {
        var (page, program) = (await Get("/bord", "text/html"), await Get("/api/v1/nothing", "application/json"));
        Assert.That((page.StatusCode, page.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.NotFound, "text/html")));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("<h1>Page not found</h1>").And.Contain("href=\"/\""));
        Assert.That((program.StatusCode, program.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.NotFound, "application/problem+json")));
        Assert.That(await program.Content.ReadAsStringAsync(), Does.Not.Contain("traceId"));
    }

    [Test]
    public async Task The_description_of_the_interface_has_the_body_of_a_tap()
    {
        var description = JsonDocument.Parse(await world.Http.GetStringAsync("/openapi/v1.json")).RootElement;
        var tap = description.GetProperty("paths").GetProperty("/api/v1/{ods}/ratings").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.That(tap.GetProperty("properties").EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "pass", "weekPass", "unit", "shift", "staffGroup", "mood" }));
        Assert.That(tap.GetProperty("required").EnumerateArray().Select(member => member.GetString()), Is.EquivalentTo(new[] { "pass", "unit", "shift", "mood" }));
    }

    [Test]
    public async Task A_tap_of_a_phone_that_names_no_shift_is_counted()
    {
        await world.Service.Ready(); // with a ledger for this date
        var phone = await world.Phone("p02");
        await phone.Collect(await phone.Keys(Given.Trust), new(2026, 11, 24, 10, 0, 0));
        Assert.That((await phone.Tap(Given.Trust, new(new(2026, 11, 24)), new("ward-1"), Mood.Green)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task Nobody_negotiates_with_the_hub_without_a_sign_in() =>
        Assert.That((await world.Http.PostAsync("/hubs/pulse/negotiate?negotiateVersion=1", null)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));

    [TestCase(false, HttpStatusCode.Forbidden)]
    [TestCase(true, HttpStatusCode.SeeOther)]
    public async Task Behind_a_trusted_proxy_our_own_address_is_the_one_that_it_was_asked_for(bool trusted, HttpStatusCode expected)
    {
        await using var service = await TestService.Start(world.Database, world.Time, settings: new Dictionary<string, string?> { ["TrustedProxy"] = trusted.ToString() });
        using var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", "p01")]) };
        foreach (var (name, value) in new[] { ("Origin", "https://morale.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "morale.example") }) request.Headers.Add(name, value);
        Assert.That((await http.SendAsync(request)).StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task An_import_that_changes_where_a_unit_counts_changes_its_tag()
    {
        var phone = await SignedIn("p01");
        var before = (await phone("/api/v1/units/ward-1/pulse")).Headers.ETag;
        await world.Import(Given.Request(people: [.. Given.People().Take(19)]));
        Assert.That((await phone("/api/v1/units/ward-1/pulse")).Headers.ETag, Is.Not.EqualTo(before));
    }

    [Test]
    public async Task The_tap_page_of_an_organisation_that_is_too_small_to_open_says_so()
    {
        await world.Import(Given.Request(people: Given.People()[..9], ods: Domain.Organisation.Ods.Parse("RX9")));
        var page = await (await (await SignedIn("p01", "RX9"))("/tap")).Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("Not open for taps yet").And.Not.Contain("tap-form"));
    }

    private async Task<HttpResponseMessage> Get(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        return await world.Http.SendAsync(request);
    }

    private async Task<Func<string, Task<HttpResponseMessage>>> SignedIn(string subject, string ods = "RY5")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", ods), new("subject", subject)]) };
        request.Headers.Add("Origin", world.Service.Address.GetLeftPart(UriPartial.Authority));
        var cookie = (await world.Http.SendAsync(request)).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return async path =>
        {
            using var read = new HttpRequestMessage(HttpMethod.Get, path);
            read.Headers.Add("Cookie", cookie);
            return await world.Http.SendAsync(read);
        };
    }
}
