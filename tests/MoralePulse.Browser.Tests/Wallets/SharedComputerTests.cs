using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>The one computer of a ward: whoever comes next finds no trace of whoever was there.</summary>
public sealed class SharedComputerTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open() => trust = await Trust.Open();

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task Of_two_people_in_a_row_on_one_profile_the_second_finds_no_trace_of_the_first()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        var requests = new ConcurrentQueue<(string Phase, IRequest Request)>();
        var phase = "first";
        computer.Page.Request += (_, request) => requests.Enqueue((phase, request));
        await SignsIn(computer, Trust.Person(2));
        var wallet = (await computer.Page.Locator("#who").GetAttributeAsync("data-wallet"))!;
        await Expect(computer.Page.Locator("#tap-line")).ToContainTextAsync("Ward 1, early shift, 24 November 2026");
        await Expect(computer.Send).ToBeVisibleAsync();
        await Shot(computer, "tap");
        Print("While the first person is signed in, before she sends", await BrowserStores.Dump(computer.Page));
        string[] hers = [Trust.Person(2), Trust.Person(2).ToUpperInvariant(), wallet, "ward-1", "Ward 1", "amber", "Amber", "nursing", "Nursing"];
        Assert.That(await BrowserStores.Dump(computer.Page), ContainsNone(hers));

        await computer.ChoosesAndSends("Amber");
        await computer.Page.IsAt("/thank-you?ods=RY5");
        await Expect(computer.Heading("Thank you")).ToBeVisibleAsync();
        await Shot(computer, "thank-you");
        Assert.That(await trust.Waiting(), Is.EqualTo(1));
        phase = "after the first";
        var left = await BrowserStores.Dump(computer.Page);
        var history = await History(computer);
        Print("After the first has tapped and left: what the browser keeps", left);
        Print("Its history", history);
        Assert.That(left, ContainsNone(hers));
        Assert.That(history, ContainsNone(hers));
        using (var stores = JsonDocument.Parse(left))
        {
            Assert.That(stores.RootElement.GetProperty("cookies").GetArrayLength(), Is.Zero);
            foreach (var store in stores.RootElement.GetProperty("stores").EnumerateObject())
                Assert.That(store.Value.GetRawText(), Is.EqualTo("{}").Or.EqualTo("[]").Or.EqualTo("\"\""), store.Name);
        }

        await computer.Page.GoBackAsync();
        Assert.That(await computer.Page.ContentAsync(), ContainsNone([.. hers[..5]]), "the page that Back leads to");
        Assert.That(await computer.Page.GetByLabel("Sign-in identity").InputValueAsync(), Is.Empty);
        await computer.Opens("/tap");
        await Expect(computer.Send).ToBeHiddenAsync();
        await Expect(computer.Heading("Sign in first")).ToBeVisibleAsync();

        phase = "second";
        await SignsIn(computer, Trust.Person(40));
        await Expect(computer.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 17, early shift, 24 November 2026, Nursing and Midwifery Registered");
        Assert.That(await computer.Page.ContentAsync(), ContainsNone([.. hers[..5]]), "the second person's page");
        await computer.ChoosesAndSends("Red");
        await computer.Page.IsAt("/thank-you?ods=RY5");
        Assert.That(await trust.Waiting(), Is.EqualTo(2));

        var log = new List<string>();
        foreach (var (when, request) in requests.ToArray().Where(one => new Uri(one.Request.Url).AbsolutePath is var path && !path.StartsWith("/assets", StringComparison.Ordinal) && !path.StartsWith("/icon", StringComparison.Ordinal)))
            log.Add($"{when}: {request.Method} {new Uri(request.Url).PathAndQuery}{((await request.AllHeadersAsync()).ContainsKey("cookie") ? " with cookie" : "")} {Short(request.PostData)}");
        Print("The network log", string.Join('\n', log));
        Assert.That(log.Where(line => line.Contains("/ratings", StringComparison.Ordinal)), Has.Exactly(2).Items.And.None.Contains("with cookie"));
        Assert.That(log.Where(line => line.StartsWith("first", StringComparison.Ordinal) && line.Contains("amber", StringComparison.Ordinal)), Has.Exactly(1).Contains("/ratings"));
        Assert.That(string.Join('\n', log.Where(line => !line.StartsWith("first", StringComparison.Ordinal))), ContainsNone([.. hers[..5]]));
    }

    [Test]
    public async Task A_reload_signs_her_out_and_loses_no_pass()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await SignsIn(computer, Trust.Person(4));
        await Expect(computer.Send).ToBeVisibleAsync();
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.collected"), Is.EqualTo(2), "today's and the week's");
        await computer.Page.ReloadAsync();
        await Expect(computer.Page.GetByLabel("Sign-in identity").Or(computer.Heading("Sign in first"))).ToBeVisibleAsync();
        Assert.That(await computer.Context.CookiesAsync(), Is.Empty);
        await SignsIn(computer, Trust.Person(4));
        await Expect(computer.Send).ToBeVisibleAsync();
        var sent = computer.Page.WaitForRequestAsync("**/ratings");
        await computer.ChoosesAndSends("Green");
        await computer.Page.IsAt("/thank-you?ods=RY5");
        Assert.That((await sent).PostData, Does.Contain("weekPass"));
        Assert.That(await trust.Waiting(), Is.EqualTo(1));
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.collected"), Is.EqualTo(2));

        // The next day the week pass was issued before: the tap counts without.
        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(1);
        await SignsIn(computer, Trust.Person(4));
        var second = computer.Page.WaitForRequestAsync("**/ratings");
        await computer.ChoosesAndSends("Red");
        await computer.Page.IsAt("/thank-you?ods=RY5");
        Assert.That((await second).PostData, Does.Not.Contain("weekPass"));
        Assert.That(await trust.Waiting(), Is.EqualTo(2));
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.collected"), Is.EqualTo(3));
    }

    [Test]
    public async Task Whoever_has_todays_pass_on_her_phone_is_told_so_and_the_week_pass_stays_there()
    {
        await using var phone = await Visitor.SignsIn(trust, Trust.Person(6), worker: true);
        await Expect(phone.Send).ToBeVisibleAsync();
        var before = await trust.Scalar<long>("select count(*) from issuance.collected");
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await SignsIn(computer, Trust.Person(6));
        await Expect(computer.Heading("Your pass for this date is on another device")).ToBeVisibleAsync();
        await Shot(computer, "elsewhere");
        Assert.That(await trust.Scalar<long>("select count(*) from issuance.collected"), Is.EqualTo(before));
        await phone.ChoosesAndSends("Green");
        await phone.SendsNow();
        await phone.Page.IsAt("/tapped");
    }

    [Test]
    public async Task A_night_that_has_ended_is_tapped_for_in_the_morning()
    {
        trust.Time.Now = new DateTimeOffset(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);
        await trust.MakeKeys();
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await SignsIn(computer, Trust.Person(8));
        await Expect(computer.Page.Locator("#tap-line")).ToContainTextAsync("night shift, 23 November 2026");
        await computer.ChoosesAndSends("Amber");
        await computer.Page.IsAt("/thank-you?ods=RY5");
        Assert.That(await trust.WaitingByDate(), Is.EqualTo("2026-11-23 1; 1"));
    }

    [Test]
    public async Task After_two_minutes_of_rest_she_is_signed_out_and_before_that_she_is_told()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await computer.Page.Clock.InstallAsync();
        await SignsIn(computer, Trust.Person(10));
        await Expect(computer.Send).ToBeVisibleAsync();
        await computer.StopsClock();
        await computer.Page.Keyboard.PressAsync("Shift"); // she is here
        await computer.Page.Clock.RunForAsync(95_000);
        await Expect(computer.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "you are signed out" })).ToBeVisibleAsync();
        await Shot(computer, "rest");
        await computer.Page.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await computer.Page.Clock.RunForAsync(60_000);
        await Expect(computer.Send).ToBeVisibleAsync();
        await computer.Page.Clock.RunForAsync(65_000);
        await computer.Page.IsAt("/");
        await Expect(computer.Page.GetByLabel("Sign-in identity")).ToBeVisibleAsync();
        Assert.That(await computer.Context.CookiesAsync(), Is.Empty);
        Assert.That(await computer.Page.EvaluateAsync<string[]>("() => Object.keys(sessionStorage)"), Is.EqualTo(new[] { "moralepulse seed" }), "bytes of chance that name nobody, so that her pass is not lost");
    }

    [Test]
    public async Task Leaving_for_another_site_signs_her_out_and_going_on_within_this_one_does_not()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await SignsIn(computer, Trust.Person(12));
        await Expect(computer.Send).ToBeVisibleAsync();
        await computer.Page.GetByRole(AriaRole.Link, new() { Name = "How that works" }).ClickAsync();
        await Expect(computer.Page.Locator("#fingerprint")).ToHaveTextAsync(new Regex("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$"));
        await Expect(computer.Page.GetByText("Shared computer: nothing of your tap stays on it")).ToBeVisibleAsync();
        Assert.That(await computer.Page.EvaluateAsync<int>("async () => localStorage.length + (await indexedDB.databases()).length"), Is.Zero);
        await computer.Page.GotoAsync("about:blank");
        await computer.Page.GoBackAsync();
        await computer.Page.WaitForFunctionAsync("async () => (await fetch('/api/v1/me')).status === 401");
        var next = await computer.Context.NewPageAsync(); // the page that Back leads to goes its own way
        await next.GotoAsync("/tap");
        await Expect(next.GetByRole(AriaRole.Heading, new() { Name = "Sign in first", Exact = true })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Signing_out_in_one_tab_leaves_nothing_of_her_in_another()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await SignsIn(computer, Trust.Person(16));
        await Expect(computer.Send).ToBeVisibleAsync();
        var wallet = (await computer.Page.Locator("#who").GetAttributeAsync("data-wallet"))!;
        var other = await computer.Context.NewPageAsync();
        await other.GotoAsync("/board");
        Assert.That(await other.ContentAsync(), Does.Contain(wallet));
        await computer.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await other.IsAt("/");
        await Expect(other.GetByLabel("Sign-in identity")).ToBeVisibleAsync();
        Assert.That(await other.ContentAsync(), Does.Not.Contain(wallet));
        Assert.That(await computer.Context.CookiesAsync(), Is.Empty);
    }

    [Test]
    public async Task Without_network_nothing_is_shown_until_she_is_signed_out_for_sure()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await computer.Page.Clock.InstallAsync();
        await SignsIn(computer, Trust.Person(18));
        await Expect(computer.Send).ToBeVisibleAsync();
        await computer.Context.SetOfflineAsync(true);
        await computer.Page.Clock.RunForAsync(125_000);
        await Expect(computer.Page.Locator("body")).ToHaveTextAsync("You are being signed out. This takes a connection.");
        await computer.Context.SetOfflineAsync(false);
        await computer.Page.Clock.RunForAsync(5_000);
        await computer.Page.IsAt("/");
        await Expect(computer.Page.GetByLabel("Sign-in identity")).ToBeVisibleAsync();
        Assert.That(await computer.Context.CookiesAsync(), Is.Empty);
    }

    [Test]
    public async Task An_answer_that_is_lost_is_asked_for_again_in_the_open_page_and_the_tap_counts_once()
    {
        await using var computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await computer.Page.Clock.InstallAsync();
        await SignsIn(computer, Trust.Person(14));
        await Expect(computer.Send).ToBeVisibleAsync();
        await computer.Context.LosesAnswers();
        await computer.StopsClock(); // it does not try again by itself
        await computer.ChoosesAndSends("Green");
        await Expect(computer.Page.Locator("#shared-sending")).ToContainTextAsync("Please stay on this page");
        await Shot(computer, "waits");
        Assert.That(await trust.Waiting(), Is.EqualTo(1), "it was counted, and the page does not know");
        Assert.That(await BrowserStores.Dump(computer.Page), Does.Not.Contain("green").And.Not.Contain("ward-1"));
        await computer.Context.UnrouteAsync(LostAnswers.Taps);
        await computer.Page.Locator("#shared-again").ClickAsync();
        await computer.Page.IsAt("/thank-you?ods=RY5");
        Assert.That(await trust.Waiting(), Is.EqualTo(1));
    }

    private static Task SignsIn(Visitor computer, string subject) => computer.SignsInShared(subject, () => Shot(computer, "sign-in"));

    private static async Task<string> History(Visitor computer)
    {
        var devtools = await computer.Context.NewCDPSessionAsync(computer.Page);
        var history = await devtools.SendAsync("Page.getNavigationHistory");
        return string.Join('\n', history!.Value.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("url").GetString()} \"{entry.GetProperty("title").GetString()}\""));
    }

    // As words of their own: Ward 17 is not Ward 1.
    private static NUnit.Framework.Constraints.IResolveConstraint ContainsNone(IReadOnlyList<string> words) => new NUnit.Framework.Constraints.PredicateConstraint<string>(text => !words.Any(word => Regex.IsMatch(text!, $"(?<![A-Za-z0-9_-]){Regex.Escape(word)}(?![A-Za-z0-9_-])")));

    private static string Short(string? body) => body is null ? "" : body.Length <= 120 ? body : string.Create(CultureInfo.InvariantCulture, $"{body[..60]}… {body[^60..]}");

    private static void Print(string title, string text) => TestContext.Out.WriteLine($"--- {title}:\n{text}\n");

    private static Task Shot(Visitor visitor, string state) => Shots.Take(visitor, $"shared-{state}");
}
