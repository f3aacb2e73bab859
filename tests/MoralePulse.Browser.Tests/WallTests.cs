using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>A wall display: opened by a link without signing in, live, and gone when the link is revoked.</summary>
public sealed class WallTests
{
    private Trust trust = null!;
    private Visitor executive = null!;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.Release("surgery", 6, 3, 1);
        executive = await Visitor.SignsIn(trust, Trust.Executive, Visitor.Desktop);
    }

    [TearDown]
    public async Task Close()
    {
        await executive.DisposeAsync();
        await trust.DisposeAsync();
    }

    [Test]
    public async Task A_link_is_made_on_a_page_told_once_and_opens_a_live_display_until_it_is_revoked()
    {
        var link = await Makes("Main corridor");
        await executive.Opens("/wall-displays");
        await Expect(executive.Page.Locator("main")).ToContainTextAsync("Made by an executive on 24 November 2026");
        await Expect(executive.Page.Locator("main")).Not.ToContainTextAsync(link);

        await using var screen = await Visitor.Arrives(trust, (1920, 1080));
        await screen.Opens(link);
        await Expect(Figure(screen, "All of us", "latest")).ToContainTextAsync("10 taps");
        await trust.Release("surgery", 2, 4, 4, minute: 15);
        await Expect(Figure(screen, "All of us", "latest")).ToContainTextAsync("20 taps");
        await Expect(screen.Page.Locator("main")).Not.ToContainTextAsync("Ward");
        Assert.That(await screen.Page.Context.CookiesAsync(), Is.Empty);

        await executive.Page.Locator(".mp-wall-list summary").ClickAsync();
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke the link Main corridor" }).ClickAsync();
        await Expect(executive.Page.Locator("main")).ToContainTextAsync("Revoked on 24 November 2026");
        await Expect(screen.Heading("This display link does not work any more")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(screen.Page.Locator("main")).Not.ToContainTextAsync("taps");
    }

    [Test]
    public async Task What_was_wrong_is_said_at_the_field()
    {
        await executive.Opens("/wall-displays");
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await Expect(executive.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter where the screen hangs");
        await executive.Page.GetByRole(AriaRole.Link, new() { Name = "Enter where the screen hangs" }).ClickAsync();
        await Expect(executive.Page.GetByLabel("Where does the screen hang?")).ToBeFocusedAsync();
    }

    [Test]
    public async Task Its_views_turn_over_and_never_stand_at_one_place()
    {
        var link = await Makes("Canteen");
        await using var screen = await Visitor.Arrives(trust, (1920, 1080));
        await screen.Page.Clock.InstallAsync();
        await screen.Opens(link);
        await Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "All of us" })).ToBeVisibleAsync();
        var places = new HashSet<string>();
        for (var turn = 0; turn < 12; turn++)
        {
            places.Add((await screen.Page.Locator("#wall").GetAttributeAsync("class"))!);
            await screen.Page.Clock.RunForAsync(20_000);
            await Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = turn % 2 == 0 ? "Surgery" : "All of us" })).ToBeVisibleAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = turn % 2 == 0 ? "All of us" : "Surgery" })).ToHaveCountAsync(0);
        }

        Assert.That(places, Has.Count.GreaterThan(6));
    }

    [Test]
    public async Task It_goes_on_over_midnight_and_after_the_network_was_away()
    {
        var link = await Makes("Reception");
        await using var screen = await Visitor.Arrives(trust, (1920, 1080));
        await screen.Opens(link);
        await Expect(Figure(screen, "All of us", "latest")).ToContainTextAsync("10 taps");
        trust.Time.Now = trust.Time.Now.AddDays(2);
        await Expect(Figure(screen, "All of us", "latest")).ToContainTextAsync("No figure yet");
        await Expect(Figure(screen, "All of us", "7d")).ToContainTextAsync("10 taps");

        await screen.Page.RouteAsync("**/hubs/**", route => route.AbortAsync());
        await screen.Page.ReloadAsync();
        await Expect(Figure(screen, "All of us", "7d")).ToContainTextAsync("10 taps");
        // Two days ahead of the machine's clock no tick has been, and the door lets nothing through.
        await trust.Writes("""
            insert into published.roll_up select 'RY5', 'unit', code, '2026-11-26', 2, 4, 4 from published.version where kind = 'unit';
            update published.version set version = version + 1, as_of = '2026-11-26T09:00Z' where kind = 'unit';
            """);
        await screen.Page.UnrouteAsync("**/hubs/**");
        await Expect(Figure(screen, "All of us", "latest")).ToContainTextAsync("10 taps", new() { Timeout = 45_000 });
        await Expect(Figure(screen, "All of us", "7d")).ToContainTextAsync("20 taps");
    }

    [Test]
    public async Task It_loads_itself_again_when_the_service_or_the_tree_has_changed()
    {
        var link = await Makes("Theatre");
        await using var screen = await Visitor.Arrives(trust, (1920, 1080));
        await screen.Page.Clock.InstallAsync();
        await screen.Opens(link);
        await Expect(Figure(screen, "All of us", "latest")).ToContainTextAsync("10 taps");
        await trust.Writes("update organisation.unit set name = 'Day surgery' where id = 'surgery'; update organisation.organisation set version = version + 1");
        await screen.Page.Clock.RunForAsync(5 * 60_000); // to its look, and no further: a look is given up after fifteen seconds of this clock, too
        await Expect(screen.Page.Locator("#wall h2", new() { HasText = "Day surgery" })).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Without_script_it_turns_over_by_itself()
    {
        var link = await Makes("Library");
        await using var screen = await Visitor.Arrives(trust, (1280, 720), script: false);
        await screen.Opens(link + "?view=1");
        await Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "Surgery" })).ToContainTextAsync("60%");
        await Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "All of us" })).ToHaveCountAsync(0);
        Assert.That(await screen.Page.Locator("meta[http-equiv=refresh]").GetAttributeAsync("content"), Does.StartWith("20;url=/wall/").And.EndsWith("?view=2"));
    }

    private async Task<string> Makes(string name)
    {
        await executive.Opens("/wall-displays");
        await executive.Page.GetByLabel("Where does the screen hang?").FillAsync(name);
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        return (await executive.Page.Locator(".mp-wall-link").GetAttributeAsync("href"))!;
    }

    private static ILocator Figure(Visitor screen, string heading, string window) => screen.Page.GetByRole(AriaRole.Region, new() { Name = heading, Exact = true }).Locator($"[data-window='{window}']");
}
