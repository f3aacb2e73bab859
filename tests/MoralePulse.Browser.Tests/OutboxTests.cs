using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The tap on its way: undone, cut off, closed upon, resent. Nothing is lost and nothing counts twice.</summary>
public sealed class OutboxTests
{
    private Trust trust = null!;

    [OneTimeSetUp]
    public async Task Open() => trust = await Trust.Open();

    [OneTimeTearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task A_tap_that_is_undone_was_never_sent_and_its_passes_are_as_good_as_before()
    {
        await using var nurse = await ArrivesWithAClock(Trust.Person(1));
        var before = await trust.Waiting();
        var sent = Sent(nurse);
        await nurse.StopsClock();
        await nurse.ChoosesAndSends("Red");
        await Expect(nurse.Page.Locator("#tap-undo-text")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Your tap goes in \\d+ seconds\\.$"));
        await Expect(nurse.Page.Locator("main")).Not.ToContainTextAsync("red", new() { IgnoreCase = true, UseInnerText = true });
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Waiting to be sent: 24 November 2026 It goes in a few seconds."]);
        await nurse.Undo.ClickAsync();
        await Expect(nurse.Page.GetByText("Taken back: nothing was sent.")).ToBeVisibleAsync();
        await Expect(nurse.Send).ToBeVisibleAsync();
        await Expect(nurse.Mood("Red")).Not.ToBeCheckedAsync();
        await Expect(nurse.YourTaps).ToHaveCountAsync(0);
        Assert.That((sent, await trust.Waiting()), Is.EqualTo((Array.Empty<string>(), before)));

        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        Assert.That(sent, Has.Count.EqualTo(1).And.One.Contains("weekPass").And.One.Contains("green"));
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_tap_goes_by_itself_after_ten_seconds_and_is_then_no_longer_on_the_device()
    {
        await using var nurse = await ArrivesWithAClock(Trust.Person(2));
        var sent = Sent(nurse);
        await nurse.StopsClock();
        await nurse.ChoosesAndSends("Amber");
        await Expect(nurse.Undo).ToBeVisibleAsync();
        await nurse.Page.Clock.RunForAsync(8_000);
        Assert.That(sent, Is.Empty);
        Assert.That(await Stored(nurse), Does.Contain("amber"));
        await nurse.Page.Clock.RunForAsync(2_000);
        await nurse.Page.IsAt("/tapped");
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Sent: 24 November 2026"]);
        Assert.That(sent, Has.Count.EqualTo(1));
        Assert.That(await Stored(nurse), Does.Not.Contain("amber").And.Not.Contain("mood").And.Contain("spent"));
    }

    [Test]
    public async Task Closing_the_page_sends_at_once()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(3));
        var before = await trust.Waiting();
        await nurse.ChoosesAndSends("Green");
        await Expect(nurse.Undo).ToBeVisibleAsync();
        await nurse.Page.CloseAsync();
        Assert.That(() => trust.Waiting().Result, Is.EqualTo(before + 1).After(30_000, 100));

        var again = await nurse.Context.NewPageAsync();
        await again.GotoAsync("/tap");
        await Expect(again.Locator("#your-taps li")).ToHaveTextAsync(["Sent: 24 November 2026"]);
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Going_to_another_page_or_app_sends_at_once()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(4));
        var before = await trust.Waiting();
        await nurse.ChoosesAndSends("Green");
        await Expect(nurse.Undo).ToBeVisibleAsync();
        await nurse.Opens("/anonymity");
        Assert.That(() => trust.Waiting().Result, Is.EqualTo(before + 1).After(30_000, 100));

        await using var other = await Visitor.SignsIn(trust, Trust.Person(5));
        await other.ChoosesAndSends("Green");
        await Expect(other.Undo).ToBeVisibleAsync();
        await other.Page.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange')); }");
        await Expect(other.Page.GetByText("Your tap is in.")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 2));
    }

    [Test]
    public async Task A_tap_that_could_not_be_sent_is_kept_over_a_reload_and_goes_by_itself_as_it_was()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(6));
        var before = await trust.Waiting();
        await nurse.Context.RouteAsync("**/ratings", route => route.AbortAsync());
        var sent = Sent(nurse);
        await nurse.Taps("Red");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Waiting to be sent: 24 November 2026 No connection at the moment."]);
        await Expect(nurse.Page.Locator("main")).Not.ToContainTextAsync("red", new() { IgnoreCase = true, UseInnerText = true });
        Assert.That(await trust.Waiting(), Is.EqualTo(before));

        await nurse.Context.UnrouteAsync("**/ratings");
        await nurse.Opens("/tap");
        await Expect(nurse.YourTaps).ToHaveTextAsync(["Sent: 24 November 2026"]);
        await Expect(nurse.Heading("You have already tapped for today")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
        Assert.That(sent.Distinct(), Has.Exactly(1).Items);
    }

    [TestCase("this page", 11)]
    [TestCase("another page", 12)]
    public async Task A_tap_that_waited_and_is_not_accepted_is_told_by_what_the_service_said_and_its_pass_is_still_good(string sender, int person)
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(person));
        var before = await trust.Waiting();
        var through = false;
        await nurse.Context.RouteAsync("**/ratings", async route =>
        {
            if (!through) await route.AbortAsync();
            else await route.FulfillAsync(new() { Response = await route.FetchAsync() }); // with the sign-in, as none of our pages sends it
        });
        await nurse.Taps("Amber");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        through = true;
        var other = sender == "another page" ? await nurse.Context.NewPageAsync() : null;
        if (other is not null) await other.GotoAsync("/anonymity");
        else await nurse.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(nurse.Page.Locator("#tap-problem")).ToContainTextAsync("The service did not accept it (400).");
        if (other is not null) await other.CloseAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(before));

        await nurse.Context.UnrouteAsync("**/ratings");
        await nurse.Taps("Amber");
        await nurse.Page.IsAt("/tapped");
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_tap_whose_answer_was_lost_counts_once()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(7));
        var before = await trust.Waiting();
        await nurse.Context.LosesAnswers();
        await nurse.Taps("Amber");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1), "it was counted, and the device does not know");
        await nurse.Context.UnrouteAsync(LostAnswers.Taps);
        await Expect(nurse.Page.GetByText("Your tap is in.")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Of_two_tabs_one_sends_and_both_show_what_is_true()
    {
        await using var nurse = await ArrivesWithAClock(Trust.Person(8));
        var second = await nurse.Context.NewPageAsync();
        await second.GotoAsync("/tap");
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeVisibleAsync();
        var before = await trust.Waiting();
        var sent = Sent(nurse);
        await nurse.StopsClock();
        await nurse.ChoosesAndSends("Green");
        await Expect(second.Locator("#your-taps li")).ToHaveTextAsync(["Waiting to be sent: 24 November 2026"]);
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "You have already tapped for today" })).ToBeVisibleAsync();
        await nurse.Undo.ClickAsync();
        await Expect(second.Locator("#your-taps li")).ToHaveCountAsync(0);
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeVisibleAsync();
        await nurse.Taps("Amber");
        await Expect(second.Locator("#your-taps li")).ToHaveTextAsync(["Sent: 24 November 2026"]);
        Assert.That((sent.Count, await trust.Waiting()), Is.EqualTo((1, before + 1)));
    }

    [Test]
    public async Task What_one_tab_leaves_the_other_sends()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(9));
        var second = await nurse.Context.NewPageAsync();
        await second.GotoAsync("/tap");
        var before = await trust.Waiting();
        await nurse.Context.RouteAsync("**/ratings", route => route.AbortAsync());
        await nurse.Taps("Green");
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        await nurse.Page.CloseAsync();
        await nurse.Context.UnrouteAsync("**/ratings");
        await second.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(second.Locator("#your-taps li")).ToHaveTextAsync(["Sent: 24 November 2026"]);
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task On_a_full_device_the_tap_is_sent_at_once_without_a_week_pass_and_the_page_says_so()
    {
        await using var nurse = await Visitor.Arrives(trust);
        var browser = await nurse.Context.NewCDPSessionAsync(nurse.Page);
        await browser.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = trust.Address, ["quotaSize"] = 4_000_000 });
        await nurse.SignsInAgain(Trust.Person(10));
        await Expect(nurse.Send).ToBeVisibleAsync();
        var before = await trust.Waiting();
        var sent = Sent(nurse);
        await Fill(nurse);
        await nurse.Context.RouteAsync("**/ratings", route => route.AbortAsync());
        await nurse.ChoosesAndSends("Green");
        await Expect(nurse.Page.Locator("#tap-after-detail")).ToContainTextAsync("no room left");
        await Expect(nurse.Page.Locator("#tap-after-detail")).ToContainTextAsync("leave this page open");
        await nurse.Context.UnrouteAsync("**/ratings");
        await Expect(nurse.Page.Locator("#tap-after-detail")).ToHaveTextAsync("This device has no room left, so your tap could not be kept on it. It was sent at once instead, and your tap is in.");
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
        Assert.That(sent, Has.All.Not.Contains("weekPass"));
    }

    private async Task<Visitor> ArrivesWithAClock(string person)
    {
        var visitor = await Visitor.Arrives(trust);
        await visitor.Page.Clock.InstallAsync();
        await visitor.SignsInAgain(person);
        await Expect(visitor.Send).ToBeVisibleAsync();
        return visitor;
    }

    private static List<string> Sent(Visitor who)
    {
        var bodies = new List<string>();
        who.Context.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/ratings", StringComparison.Ordinal)) bodies.Add(request.PostData ?? "");
        };
        return bodies;
    }

    /// <summary>Fills the browser's store to the last byte that it grants.</summary>
    private static Task Fill(Visitor who) => who.Page.EvaluateAsync("""
        async () => {
          const opened = indexedDB.open("filling");
          opened.onupgradeneeded = () => opened.result.createObjectStore("filling", { autoIncrement: true });
          const database = await new Promise(resolve => (opened.onsuccess = () => resolve(opened.result)));
          const put = size => new Promise(resolve => {
            const step = database.transaction("filling", "readwrite");
            step.oncomplete = () => resolve(true);
            step.onabort = () => resolve(false);
            const bytes = new Uint8Array(size);
            for (let from = 0; from < size; from += 65536) crypto.getRandomValues(bytes.subarray(from, from + 65536));
            step.objectStore("filling").put(bytes);
          });
          for (let size = 1 << 20; size >= 1; size >>= 1) while (await put(size));
        }
        """);

    /// <summary>Everything that the device keeps, as text.</summary>
    private static Task<string> Stored(Visitor who) => who.Page.EvaluateAsync<string>("""
        async () => {
          const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
          for (const { name } of await indexedDB.databases()) {
            const database = await new Promise(resolve => (indexedDB.open(name).onsuccess = event => resolve(event.target.result)));
            for (const store of database.objectStoreNames) {
              found.push(JSON.stringify(await new Promise(resolve => (database.transaction(store).objectStore(store).getAll().onsuccess = event => resolve(event.target.result)))));
            }
            database.close();
          }
          return found.join("\n");
        }
        """);
}
