using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using MoralePulse.Issuance.Notices;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Jobs;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>Choosing and stopping, in a browser without script.</summary>
internal sealed class NoticePageTests
{
    private NoticeWorld world = null!;
    private TestService service = null!;
    private HttpClient http = null!;

    [SetUp]
    public async Task Create()
    {
        world = await NoticeWorld.Create();
        service = await TestService.Start(world.Database, world.Time, settings: world.Settings(("Notices:RoundSeconds", "3600")));
        http = service.Client();
    }

    [TearDown]
    public async Task Drop()
    {
        http.Dispose();
        await service.DisposeAsync();
        await world.DisposeAsync();
    }

    [Test]
    public async Task Staff_choose_among_the_organisation_and_its_departments()
    {
        var cookie = await SignIn("p13");
        var page = await Page("/notices", cookie);
        Assert.That(page, Does.Contain("<strong>p13@example.org</strong>").And.Contain("id=\"unit-surgery\"").And.Contain("id=\"unit-RY5\""));
        Assert.That(page, Does.Not.Contain("unit-ward").And.Not.Contain("Webhook address"));

        var answer = await Post("/notices", cookie, ("unit", "surgery"), ("unit", "care"), ("unit", "ward-2"), ("unit", "nowhere"), ("unit", "surgery"));
        Assert.That(((int)answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((303, "/notices?done=chosen")));
        Assert.That(await Chosen(), Is.EqualTo(new[] { "(P13,care,2026-11-24)", "(P13,surgery,2026-11-24)" }));
        Assert.That(await Page("/notices?done=chosen", cookie), Does.Contain("Your choice is saved").And.Match("id=\"unit-surgery\"[^>]* checked").And.Not.Match("id=\"unit-RY5\"[^>]* checked"));

        world.Time.Now = world.Time.Now.AddDays(1);
        await Post("/notices", cookie, ("unit", "surgery"), ("unit", "RY5"));
        Assert.That(await Chosen(), Is.EqualTo(new[] { "(P13,RY5,2026-11-25)", "(P13,surgery,2026-11-24)" }));
        await Post("/notices", cookie);
        Assert.That(await Chosen(), Is.Empty);
    }

    [Test]
    public async Task The_page_says_why_nothing_will_come()
    {
        await world.Import(NoticeWorld.Request(person => person.Person == "P14" ? person with { Email = "" } : person));
        Assert.That(await Page("/notices", await SignIn("p14")), Does.Contain("no e-mail address for you").And.Contain("id=\"unit-surgery\""));
        await using var off = await TestService.Start(world.Database, world.Time);
        using var there = off.Client();
        Assert.That(await Page("/notices", await SignIn("e1", there), there), Does.Contain("doesn't send e-mail yet").And.Contain("doesn't post to channels yet"));
        Assert.That(await Page("/notices", null), Does.Contain("Sign in first"));
    }

    [Test]
    public async Task Only_our_own_pages_choose()
    {
        var cookie = await SignIn("e1");
        foreach (var path in new[] { "/notices", "/notices/webhook", "/notices/webhook/remove" })
        {
            foreach (var origin in new[] { null, "null", "https://elsewhere.example" })
                Assert.That((int)(await Send(HttpMethod.Post, path, cookie, origin, ("unit", "surgery"))).StatusCode, Is.EqualTo(403));
            var nobody = await Post(path, null, ("unit", "surgery"));
            Assert.That(((int)nobody.StatusCode, nobody.Headers.Location?.OriginalString), Is.EqualTo((303, "/?returnUrl=/notices")));
        }

        Assert.That(await Chosen(), Is.Empty);
    }

    [Test]
    public async Task A_leader_sets_and_removes_a_webhook_and_nobody_sees_its_address_again()
    {
        var (staff, manager) = (await SignIn("p13"), await SignIn("p01"));
        var secret = world.Receiver.Address.AbsoluteUri;
        Assert.That((int)(await Post("/notices/webhook", staff, ("unit", "surgery"), ("address", secret))).StatusCode, Is.EqualTo(403));
        Assert.That((int)(await Post("/notices/webhook", manager, ("unit", "surgery"), ("address", secret))).StatusCode, Is.EqualTo(403));
        Assert.That((await Post("/notices/webhook", manager, ("unit", "ward-1"), ("address", "https://10.0.0.1/secret"))).Headers.Location?.OriginalString, Is.EqualTo("/notices?problem=webhook&unit=ward-1"));
        Assert.That(await Page("/notices?problem=webhook&unit=ward-1", manager), Does.Contain("<title>Error: Notices").And.Contain("href=\"#address\"").And.Contain("id=\"address-error\"").And.Match("value=\"ward-1\"[^>]* selected").And.Not.Contain("10.0.0.1"));
        Assert.That((await Post("/notices/webhook", manager, ("unit", "ward-1"), ("address", secret))).Headers.Location?.OriginalString, Is.EqualTo("/notices?done=webhook"));
        Assert.That(await Page("/notices?done=webhook", manager), Does.Contain("set on 24 November 2026").And.Not.Contain("top-secret"));

        await world.Import(NoticeWorld.Request(person => person.Person == "P01" ? person with { Unit = "ward-2" } : person));
        Assert.That(await Page("/notices", await SignIn("e1")), Does.Contain("whoever set it doesn't lead the unit any more"));
        Assert.That((await Post("/notices/webhook/remove", await SignIn("e1"), ("unit", "ward-1"))).Headers.Location?.OriginalString, Is.EqualTo("/notices?done=removed"));
        Assert.That(await world.Database.Scalar<long>("select count(*) from issuance.webhook"), Is.Zero);
    }

    [Test]
    public async Task Opening_the_link_stops_nothing_and_one_click_stops_all()
    {
        await world.Choose("P13", "surgery", "care");
        await world.Opens("surgery");
        await world.MakeDigests();
        var path = "/unsubscribe/" + (await world.Here.Get<DueNotices>().Readers(Given.Trust, world.Today.AddDays(1), default)).Single().Token;
        Assert.That(await Page(path, null), Does.Contain("Stop all e-mails"));
        Assert.That(await Chosen(), Has.Count.EqualTo(2));

        var answer = await Send(HttpMethod.Post, path, null, null, ("List-Unsubscribe", "One-Click"));
        Assert.That(((int)answer.StatusCode, answer.Headers.Contains("Set-Cookie")), Is.EqualTo((200, false)), "no redirect, no cookie");
        Assert.That(await Chosen(), Is.Empty);
        Assert.That(await world.Left(), Is.Zero, "nor is sent what waited");

        var again = await Send(HttpMethod.Post, path, null, null);
        Assert.That(((int)again.StatusCode, again.Headers.Location?.OriginalString), Is.EqualTo((303, path + "?done=true")));
        Assert.That(await Page(path + "?done=true", null), Does.Contain("You get no more e-mails"));
    }

    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("AAAA")]
    [TestCase("not%20a%20token")]
    public async Task A_link_that_nobody_got_stops_nobody(string token)
    {
        await world.Choose("P13", "surgery");
        Assert.That((int)(await Send(HttpMethod.Post, "/unsubscribe/" + token, null, null, ("List-Unsubscribe", "One-Click"))).StatusCode, Is.EqualTo(404));
        Assert.That(await Chosen(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_person_whose_form_is_refused_gets_a_page_and_a_program_problem_details()
    {
        async Task<(int, string?)> Browser(string path, string? origin, string? cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add("Accept", "text/html,application/xhtml+xml");
            if (origin is not null) request.Headers.Add("Origin", origin);
            if (cookie is not null) request.Headers.Add("Cookie", cookie);
            var answer = await http.SendAsync(request);
            return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
        }

        Assert.That(await Browser("/notices", "https://elsewhere.example", await SignIn("p13")), Is.EqualTo((303, "/problems/other-origin")));
        Assert.That(await Browser("/unsubscribe/AAAA", null, null), Is.EqualTo((303, "/unsubscribe/AAAA?dead=true")));
        Assert.That(await Page("/unsubscribe/AAAA?dead=true", null), Does.Contain("This link stops nobody's e-mails").And.Contain("newest e-mail"));
        Assert.That((await Send(HttpMethod.Post, "/unsubscribe/AAAA", null, null)).Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task Somebody_may_tick_every_unit_of_the_largest_tree()
    {
        var answer = await Post("/notices", await SignIn("p13"), [.. Enumerable.Range(0, 5000).Select(n => ("unit", $"unit-{n}")), ("unit", "surgery")]);
        Assert.That(((int)answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((303, "/notices?done=chosen")));
        Assert.That(await Chosen(), Is.EqualTo(new[] { "(P13,surgery,2026-11-24)" }));
    }

    [Test]
    public async Task The_daily_job_waits_until_eight()
    {
        await world.Choose("P13", "surgery");
        await world.Opens("surgery");
        await using var scope = service.Services.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetRequiredService<DailyJobs>();
        world.Time.Now = new(2026, 11, 24, 7, 59, 0, TimeSpan.Zero);
        await jobs.MakeDigests(default);
        Assert.That(await world.Left(), Is.Zero);
        world.Time.Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
        await jobs.MakeDigests(default);
        await jobs.MakeDigests(default);
        Assert.That(await world.Left(), Is.EqualTo(1));
    }

    private Task<IReadOnlyList<string>> Chosen() => world.Database.Rows("select person, unit_id, chosen_on from issuance.notice_choice order by unit_id");

    private async Task<string> SignIn(string subject, HttpClient? at = null)
    {
        using var form = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", subject)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = form };
        request.Headers.Add("Origin", (at ?? http).BaseAddress!.GetLeftPart(UriPartial.Authority));
        return (await (at ?? http).SendAsync(request)).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<string> Page(string path, string? cookie, HttpClient? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        var answer = await (at ?? http).SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> Post(string path, string? cookie, params (string Name, string Value)[] form) =>
        Send(HttpMethod.Post, path, cookie, http.BaseAddress!.GetLeftPart(UriPartial.Authority), form);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? cookie, string? origin, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await http.SendAsync(request);
    }
}
