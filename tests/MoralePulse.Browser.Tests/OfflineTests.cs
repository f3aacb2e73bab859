using System.Globalization;
using Microsoft.Playwright;
using MoralePulse.Harness;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The tap page without network, and days that pass meanwhile.</summary>
public sealed class OfflineTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open() => trust = await Trust.Open();

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task The_offline_film_three_taps_on_three_dates_without_network_are_counted_once_each()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        var film = new Film(nurse);
        await nurse.PageIsKept();
        await film.Shows("She opens the tap page once, with a connection. Her passes of the week are collected.", Trust.TuesdayAfternoon);

        await nurse.Context.SetOfflineAsync(true);
        for (var day = 0; day < 3; day++)
        {
            var now = Trust.TuesdayAfternoon.AddDays(day);
            await nurse.Page.Clock.SetFixedTimeAsync(now.UtcDateTime);
            await nurse.Opens("/tap");
            await Expect(nurse.Page.Locator("#tap-line")).ToContainTextAsync($"early shift, {now.Day} November 2026");
            await film.Shows("No connection. She opens the tap page.", now);
            await nurse.ChoosesAndSends(day == 1 ? "Red" : "Green");
            await Expect(nurse.Undo).ToBeVisibleAsync();
            await film.Shows("She chooses a mood, and Send.", now);
            await nurse.SendsNow();
            await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
            await Expect(nurse.Page.Locator("#your-taps")).Not.ToContainTextAsync("few seconds");
            await film.Shows("She does not wait for ten seconds.", now);
        }

        Assert.That(await trust.WaitingByDate(), Is.EqualTo("; 0"));
        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(2).AddMinutes(20);
        await nurse.Context.SetOfflineAsync(false);
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Sent: 26 November 2026", "Sent: 25 November 2026", "Sent: 24 November 2026"]);
        await film.Shows("The connection is back. She does nothing.", trust.Time.Now);
        Assert.That(await trust.WaitingByDate(), Is.EqualTo("2026-11-24 1, 2026-11-25 1, 2026-11-26 1; 1"), "three dates once each, and one week pass");

        await nurse.Opens("/tap");
        await Expect(nurse.Heading("You have already tapped for today")).ToBeVisibleAsync();
        await film.Shows("She opens the page again.", trust.Time.Now);
        Assert.That(await trust.Waiting(), Is.EqualTo(3));
        TestContext.Out.WriteLine($"In the database, by date; week passes: {await trust.WaitingByDate()}");
    }

    [Test]
    public async Task A_date_that_closed_while_its_tap_waited_is_told_plainly()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        await nurse.Context.RouteAsync("**/ratings", route => route.AbortAsync());
        await nurse.Taps("Green");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(4);
        await trust.MakeKeys();
        await nurse.Context.UnrouteAsync("**/ratings");
        await nurse.SignsInAgain();
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Not counted: 24 November 2026 This date closed before your tap could be sent."]);
        await Expect(nurse.Page.Locator("#tap-line")).ToContainTextAsync("28 November 2026");
        Assert.That(await trust.Waiting(), Is.Zero);
    }

    [Test]
    public async Task A_device_whose_clock_is_wrong_loses_nothing()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        await nurse.PageIsKept();
        await nurse.Context.SetOfflineAsync(true);
        await nurse.Page.Clock.SetFixedTimeAsync(Trust.TuesdayAfternoon.AddDays(2).UtcDateTime); // two days ahead of the service
        await nurse.Opens("/tap");
        await nurse.Taps("Green");
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Waiting to be sent: 26 November 2026 No connection at the moment."]);
        await nurse.Page.Clock.SetFixedTimeAsync(Trust.TuesdayAfternoon.AddYears(1).UtcDateTime); // whatever it says, only the service closes a date
        await nurse.Context.SetOfflineAsync(false);
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Waiting to be sent: 26 November 2026 By the service’s clock this date has not begun."]);

        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(2);
        await nurse.Opens("/tap");
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Sent: 26 November 2026"]);
        Assert.That(await trust.WaitingByDate(), Is.EqualTo("2026-11-26 1; 1"));
    }

    [Test]
    public async Task The_kept_page_is_hers_alone_and_goes_when_she_signs_out()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        await nurse.PageIsKept();
        var kept = await Kept(nurse);
        Assert.That(kept, Has.All.Matches("^/(tap$|assets/|icons?[./]|manifest|api/v1/RY5/tap-form$)"), "no board, no other answer of the API");
        Assert.That(kept, Does.Contain("/tap").And.Contain("/api/v1/RY5/tap-form"));
        await nurse.Opens("/board");
        await Expect(nurse.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.That(await Kept(nurse), Has.None.Contains("board").And.None.Contains("pulse"));

        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(nurse.Page.GetByLabel("Sign-in identity")).ToBeVisibleAsync();
        Assert.That(() => Kept(nurse).Result, Is.Empty.After(30_000, 100));
        await nurse.Context.SetOfflineAsync(true);
        Assert.That(async () => await nurse.Opens("/tap"), Throws.InstanceOf<PlaywrightException>(), "there is no page without network any more");
        await nurse.Context.SetOfflineAsync(false);
    }

    [Test]
    public async Task A_new_version_removes_old_pages_and_a_tap_that_an_older_page_kept_is_sent()
    {
        await using var nurse = await Visitor.Arrives(trust, worker: true);
        await nurse.Opens("/");
        await nurse.Page.EvaluateAsync("async () => { await (await caches.open('moralepulse page 0ld wallet')).put('/tap', new Response('old')); await caches.open('somebody else’s'); }");
        await nurse.SignsInAgain(Trust.Person(1));
        await nurse.PageIsKept();
        Assert.That(await nurse.Page.EvaluateAsync<string[]>("async () => (await caches.keys()).filter(name => name.includes('0ld') || name.includes('else'))"), Is.EqualTo(new[] { "somebody else’s" }));

        await nurse.Context.RouteAsync("**/ratings", route => route.AbortAsync());
        await nurse.Taps("Green");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        await nurse.Page.EvaluateAsync("""
            async () => {
              const { name } = (await indexedDB.databases()).find(found => found.name.startsWith("moralepulse-"));
              const database = await new Promise(resolve => (indexedDB.open(name).onsuccess = event => resolve(event.target.result)));
              const kept = database.transaction("kept", "readwrite").objectStore("kept");
              const tap = await new Promise(resolve => (kept.getAll().onsuccess = event => resolve(event.target.result[0])));
              await new Promise(resolve => (kept.put({ keyId: tap.keyId, date: tap.date, body: tap.body }).onsuccess = resolve)); // as the first version wrote it
              database.close();
            }
            """);
        await nurse.Context.UnrouteAsync("**/ratings");
        await nurse.Opens("/tap");
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Sent: 24 November 2026"]);
        Assert.That(await trust.WaitingByDate(), Is.EqualTo("2026-11-24 1; 1"));
    }

    [Test]
    public async Task The_page_can_be_installed_and_asks_once_that_its_store_stays()
    {
        await using var nurse = await Visitor.Arrives(trust, worker: true);
        await nurse.Page.AddInitScriptAsync("navigator.storage.persist = () => { localStorage.asked = Number(localStorage.asked ?? 0) + 1; return Promise.resolve(true); };");
        await nurse.SignsInAgain(Trust.Person(1));
        await nurse.PageIsKept();
        var browser = await nurse.Context.NewCDPSessionAsync(nurse.Page);
        var manifest = (await browser.SendAsync("Page.getAppManifest"))!.Value;
        Assert.That((manifest.GetProperty("errors").GetArrayLength(), manifest.GetProperty("url").GetString()), Is.EqualTo((0, $"{trust.Address}/manifest.webmanifest")));
        var faults = (await browser.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(fault => fault.GetProperty("errorId").GetString());
        Assert.That(faults, Is.SubsetOf(new[] { "in-incognito" }));

        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(1);
        // The page of today, and not the one that the worker shows where the service takes three seconds.
        await Eventually.Holds(async () =>
        {
            await nurse.Opens("/tap");
            return await nurse.Page.Locator("#who:not([data-offline])").CountAsync() > 0;
        });
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        Assert.That(await nurse.Page.EvaluateAsync<string>("localStorage.asked"), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_page_that_was_left_open_never_thanks_for_a_tap_that_came_too_late()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        await Expect(nurse.Send).ToBeVisibleAsync();
        await nurse.Context.SetOfflineAsync(true);
        await nurse.Taps("Green");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        trust.Time.Now = trust.Time.Now.AddDays(6);
        await trust.MakeKeys();
        await nurse.Context.SetOfflineAsync(false);
        await Expect(nurse.Page.GetByText("Taps for 24 November 2026 are closed. Yours was not counted.")).ToBeVisibleAsync();
        await Expect(nurse.Page.GetByText("Your tap is in.")).ToBeHiddenAsync();
        Assert.That(await trust.Waiting(), Is.Zero);
    }

    [Test]
    public async Task A_network_that_answers_in_the_services_place_settles_nothing()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        await Expect(nurse.Send).ToBeVisibleAsync();
        await nurse.Context.RouteAsync("**/ratings", route => route.FulfillAsync(new() { Status = 403, ContentType = "text/html", Body = "<h1>Blocked by your network</h1>" }));
        await nurse.Taps("Green");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        await nurse.Context.UnrouteAsync("**/ratings");
        await nurse.Page.Locator("#tap-again").DispatchEventAsync("click"); // whether or not it has gone by itself meanwhile
        await Expect(nurse.Page.GetByText("Your tap is in.")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(1));
    }

    [Test]
    public async Task Without_network_a_simulated_organisation_says_that_its_clock_is_not_known_here()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), worker: true);
        await nurse.PageIsKept();
        await nurse.Page.EvaluateAsync("""
            async () => {
              const cache = await caches.open((await caches.keys())[0]);
              const page = await cache.match("/tap", { ignoreVary: true });
              await cache.put("/tap", new Response((await page.text()).replace('data-simulated="false"', 'data-simulated="true"'), { headers: page.headers }));
            }
            """);
        await nurse.Context.SetOfflineAsync(true);
        await nurse.Opens("/tap");
        await Expect(nurse.Heading("No connection")).ToBeVisibleAsync();
        await Expect(nurse.Page.Locator("#tap-none-detail")).ToContainTextAsync("a clock of its own");
        await Expect(nurse.Send).ToBeHiddenAsync();
        await nurse.Context.SetOfflineAsync(false);
    }

    private static Task<string[]> Kept(Visitor who) => who.Page.EvaluateAsync<string[]>("""
        async () => {
          const found = [];
          for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
          return found;
        }
        """);

    /// <summary>Writes down what somebody sees, in order.</summary>
    private sealed class Film(Visitor who)
    {
        private int scene;

        public async Task Shows(string happens, DateTimeOffset now)
        {
            var seen = await who.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("main h1, #tap-line, #tap-after-detail, #tap-undo-text, #tap-undo, #tap-now, #tap-again, #tap-after-others, #tap-after-figures, #tap-send, #your-taps li")]
                  .filter(one => one.checkVisibility()).map(one => one.matches("button, #tap-after-figures") ? `[${one.textContent.trim()}]` : one.textContent.trim()).filter(one => one !== "")
                """);
            await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{++scene}. {now:dddd d MMMM, HH:mm}. {happens}"));
            foreach (var line in seen) await TestContext.Out.WriteLineAsync($"     | {line}");
        }
    }
}
