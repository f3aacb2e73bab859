using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Web.SignIn;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Issuance;

internal sealed class SignInTests
{
    private IssuanceWorld world = null!;

    [OneTimeSetUp]
    public async Task Create() => world = await IssuanceWorld.Create();

    [OneTimeTearDown]
    public async Task Drop() => await world.DisposeAsync();

    [TestCase("p01", null, "/tap")]
    [TestCase(" p01 ", "", "/tap")]
    [TestCase("p01", "/board?window=7d", "/board?window=7d")]
    [TestCase("p01", "/", "/")]
    [TestCase("p01", "//elsewhere.example/", "/tap")]
    [TestCase("p01", "/\\elsewhere.example/", "/tap")]
    [TestCase("p01", "https://elsewhere.example/", "/tap")]
    [TestCase("p01", "/a\r\nSet-Cookie: x=y", "/tap")]
    public async Task Anybody_of_the_directory_signs_in_and_goes_on_here(string subject, string? returnUrl, string expected)
    {
        var answer = await SignIn("RY5", subject, returnUrl);
        Assert.That(((int)answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((303, expected)));
        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("moralepulse=").And.Contain("httponly").And.Contain("samesite=lax").And.Contain("max-age=1209600").And.Not.Contain("expires"), "a fortnight by the browser's own clock");
    }

    [Test]
    public async Task On_a_shared_computer_the_cookie_goes_with_the_window_and_after_a_quarter_of_an_hour()
    {
        await using var own = await IssuanceWorld.Create();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", "p01"), new("shared", "true")]) };
        request.Headers.Add("Origin", own.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var cookie = (await own.Http.SendAsync(request)).Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.Not.Contain("expires").And.Not.Contain("max-age"));
        own.Time.Now = own.Time.Now.AddMinutes(14);
        Assert.That(await Status(), Is.EqualTo(200));
        own.Time.Now = own.Time.Now.AddMinutes(2);
        Assert.That(await Status(), Is.EqualTo(401));

        async Task<int> Status()
        {
            using var me = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
            return (int)(await own.Http.SendAsync(me)).StatusCode;
        }
    }

    [Test]
    public async Task A_copy_of_the_cookie_opens_nothing_after_sign_out()
    {
        var cookie = await Cookie("p05");
        await Send(HttpMethod.Post, "/sign-out", cookie);
        Assert.That((int)(await Send(HttpMethod.Get, "/api/v1/me", cookie)).StatusCode, Is.EqualTo(401));
    }

    [TestCase("/ry5", null, "/?ods=RY5")]
    [TestCase("/RY5", null, "/?ods=RY5")]
    [TestCase("/ry5", "p06", "/tap")]
    public async Task The_short_address_leads_to_sign_in_or_to_the_tap(string address, string? subject, string place)
    {
        var answer = await Send(HttpMethod.Get, address, subject is null ? null : await Cookie(subject));
        Assert.That(((int)answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((303, place)));
    }

    [TestCase("/rx9")]
    [TestCase("/favicon")]
    [TestCase("/waytoolongforacode")]
    public async Task An_address_of_no_organisation_is_not_found(string address) =>
        Assert.That((int)(await Send(HttpMethod.Get, address, null)).StatusCode, Is.EqualTo(404));

    [TestCase("RY5", "nobody")]
    [TestCase("RX9", "p01")]
    [TestCase("not a code", "p01")]
    [TestCase("", "")]
    public async Task Who_is_unknown_is_sent_back_without_a_cookie(string ods, string subject)
    {
        var answer = await SignIn(ods, subject, "/board");
        Assert.That(((int)answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((303, "/?problem=unknown-person")));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task A_form_that_can_not_be_read_is_400() => Assert.That((int)(await SignIn("RY5", "\0", "/board")).StatusCode, Is.EqualTo(400));

    [TestCase("/sign-in/demo", null)]
    [TestCase("/sign-in/demo", "https://elsewhere.example")]
    [TestCase("/sign-out", null)]
    [TestCase("/sign-out", "null")]
    public async Task Only_our_own_pages_sign_in_and_out(string path, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", "p01")]) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        var answer = await world.Http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task Signing_out_takes_the_cookie_back()
    {
        var answer = await Send(HttpMethod.Post, "/sign-out", await Cookie("p01"));
        Assert.That(((int)answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((303, "/")));
        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("moralepulse=;").And.Contain("expires=Thu, 01 Jan 1970"));
    }

    [Test]
    public async Task Me_tells_a_person_of_herself_and_is_never_kept()
    {
        var me = await (await world.Phone("p02")).Me();
        Assert.That(me with { WalletId = "", Roles = [] }, Is.EqualTo(new Me("RY5", "Seaside Care", "", new("ward-1", "Ward 1"), "nursing", [], false) with { Roles = [] }).Using<Me>((a, b) => a.ToString() == b.ToString()));
        Assert.That(me.WalletId, Does.Match("^[A-Za-z0-9_-]{22}$"));
        Assert.That((await (await world.Phone("p01")).Me()).Roles, Is.EqualTo(new[] { "manager" }));
        var answer = await Send(HttpMethod.Get, "/api/v1/me", await Cookie("p02"));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
    }

    [TestCase("/api/v1/me")]
    [TestCase("/api/v1/units")]
    public async Task Programs_that_are_not_signed_in_get_401(string path)
    {
        var answer = await world.Http.GetAsync(path);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(((int)answer.StatusCode, problem.GetProperty("type").GetString()), Is.EqualTo((401, "/problems/sign-in-first")));
        Assert.That((int)(await Send(HttpMethod.Get, path, "moralepulse=forged")).StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task Boards_know_who_looks()
    {
        var units = await (await Send(HttpMethod.Get, "/api/v1/units", await Cookie("p20"))).Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(units.EnumerateArray().Select(unit => unit.GetProperty("id").GetString()), Is.EquivalentTo(new[] { "RY5", "care", "surgery", "ward-2" }), "her own team and every department");
    }

    [Test]
    public async Task A_removed_person_is_nobody()
    {
        var cookie = await Cookie("p11"); // not looked up yet, so not kept in memory
        await world.Import(Given.Request(people: [.. Given.People().Where(person => person.Person != "P11")]));
        Assert.That((int)(await Send(HttpMethod.Get, "/api/v1/me", cookie)).StatusCode, Is.EqualTo(403));
        Assert.That((int)(await Send(HttpMethod.Get, "/api/v1/units", cookie)).StatusCode, Is.EqualTo(401));
        Assert.That((await SignIn("RY5", "p11", null)).Headers.Location?.OriginalString, Is.EqualTo("/?problem=unknown-person"));
        await world.Import(Given.Request());
    }

    [Test]
    public async Task A_session_ends_when_its_sign_in_identity_is_taken_away_or_passed_on()
    {
        var (passedOn, taken, staying) = (await Cookie("p13"), await Cookie("p14"), await Cookie("p15")); // not looked up yet, so not kept in memory
        await world.Import(Given.Request(people: [.. Given.People().Select(person => person.Person switch { "P13" => person with { Subject = "p13-new" }, "P14" => person with { Subject = "p13" }, _ => person })]));
        foreach (var cookie in new[] { passedOn, taken })
            foreach (var path in new[] { "/api/v1/me", "/api/v1/units" })
                Assert.That((int)(await Send(HttpMethod.Get, path, cookie)).StatusCode, Is.EqualTo(401), path);
        Assert.That((int)(await Send(HttpMethod.Get, "/api/v1/me", staying)).StatusCode, Is.EqualTo(200));
        await world.Import(Given.Request());
        Assert.That((int)(await Send(HttpMethod.Get, "/api/v1/me", passedOn)).StatusCode, Is.EqualTo(401), "ended, not asleep");
    }

    [Test]
    public async Task A_providers_sign_out_is_taken_and_done_at_once_and_repeating_what_is_done_is_no_mistake()
    {
        var book = world.Service.Services.GetRequiredService<SessionBook>();
        var provider = new Provider("trust", "Trust account", "https://login.example.org", "any", "any", "sub", new HashSet<Ods> { Given.Trust });
        Task<string> Begin(string? session) => book.Begin(TimeSpan.FromHours(1), new ProviderSignIn(provider, "anna", session, "token"), default);
        var (named, unnamed, other) = (await Begin("s1"), await Begin(null), await Begin("s2"));
        var token = new LogoutToken("message", "s1", "anna");
        for (var run = 0; run < 2; run++)
        {
            Assert.That(await book.SignOut(provider, token, default), Is.True);
            Assert.That(await book.Living([named, unnamed, other], default), Is.EquivalentTo(new[] { other }));
        }

        var since = await Begin(null);
        Assert.That(await book.SignOut(provider, token, default), Is.False, "a message that was taken ends nothing again");
        Assert.That(await book.Living([since, other], default), Has.Count.EqualTo(2));
        Assert.That(await book.SignOut(provider, new("another", null, "anna"), default), Is.True);
        Assert.That(await book.Living([since, other], default), Is.Empty);
    }

    [Test]
    public async Task Every_node_knows_the_cookie_of_another()
    {
        var cookie = await Cookie("p03");
        await using var other = await TestService.Start(world.Database, world.Time);
        using var http = other.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Add("Cookie", cookie);
        Assert.That((int)(await http.SendAsync(request)).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task The_keys_of_cookies_do_not_lie_open_in_the_database()
    {
        await Cookie("p04");
        Assert.That(await world.Database.Scalar<long>("select count(*) from jobs.data_protection_key"), Is.Positive);
        Assert.That(await world.Database.Scalar<long>("select count(*) from jobs.data_protection_key where xml like '%masterKey%' or xml not like '%sealed%'"), Is.Zero);
    }

    [Test]
    public async Task The_cookie_ends_after_two_idle_weeks()
    {
        await using var own = await IssuanceWorld.Create();
        var phone = await own.Phone("p01");
        own.Time.Now = own.Time.Now.AddDays(13);
        Assert.That((await phone.Me()).Ods, Is.EqualTo("RY5"));
        own.Time.Now = own.Time.Now.AddDays(2);
        Assert.That(() => phone.Me(), Throws.InstanceOf<HttpRequestException>().With.Property("StatusCode").EqualTo(System.Net.HttpStatusCode.Unauthorized));
    }

    [Test]
    public void Outside_Development_the_service_refuses_to_start_with_it() =>
        Assert.That(() => TestService.Start(world.Database, environment: "Production", settings: new Dictionary<string, string?> { ["DemonstrationSignIn:Enabled"] = "true" }),
            Throws.InvalidOperationException.With.Message.Contains("remove it"));

    [TestCase("Production", null)]
    [TestCase("Staging", "false")]
    [TestCase("Development", "false")]
    public async Task Where_it_is_off_there_is_no_such_address(string environment, string? enabled)
    {
        await using var service = await TestService.Start(world.Database, environment: environment, settings: new Dictionary<string, string?> { ["DemonstrationSignIn:Enabled"] = enabled });
        using var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", "p01")]) };
        request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var answer = await http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.AnyOf(404, 405)); // 405 where a page takes GET at any address
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task A_tap_with_a_cookie_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/RY5/ratings") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Cookie", await Cookie("p01"));
        var answer = await world.Http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    private async Task<string> Cookie(string subject) => (await SignIn("RY5", subject, null)).Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private async Task<HttpResponseMessage> SignIn(string ods, string subject, string? returnUrl)
    {
        var form = new Dictionary<string, string> { ["ods"] = ods, ["subject"] = subject };
        if (returnUrl is not null) form["returnUrl"] = returnUrl;
        using var content = new FormUrlEncodedContent(form);
        return await Send(HttpMethod.Post, "/sign-in/demo", null, content);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? cookie, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Origin", world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await world.Http.SendAsync(request);
    }
}
