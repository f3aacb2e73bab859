using Microsoft.Playwright;
using MoralePulse.Browser.Tests.EveryPage;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as a machine can tell, in every state of the forms: on a phone and on a desktop, in the light and in the dark.</summary>
[TestFixture(390, 844, ColorScheme.Light)]
[TestFixture(1280, 900, ColorScheme.Light)]
[TestFixture(1280, 900, ColorScheme.Dark)]
public sealed class AccessibilityTests(int width, int height, ColorScheme scheme)
{
    private Trust trust = null!;
    private Visitor nurse = null!;
    private Visitor executive = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        trust = await FilledTrust.Open();
        executive = await Arrives(Trust.Executive);
        nurse = await Arrives(Trust.Person(31));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await nurse.DisposeAsync();
        await executive.DisposeAsync();
        await trust.DisposeAsync();
    }

    [Test]
    public async Task A_managers_notices_have_no_findings()
    {
        await using var manager = await Arrives(Trust.Person(60));
        await manager.Opens("/notices?problem=webhook");
        await manager.Page.GetByText("Teams of Medicine").First.ClickAsync();
        await Expect(manager.Page.GetByLabel("Webhook address")).ToBeVisibleAsync();
        await HasNoFindings(manager.Page, "notices-manager");
        Assert.That(await manager.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }

    [Test]
    public async Task The_tap_has_no_findings_in_any_of_its_states()
    {
        await nurse.Opens("/tap");
        await Expect(nurse.Send).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap");
        await nurse.Send.ClickAsync();
        await HasNoFindings(nurse.Page, "tap-nothing-chosen");
        await nurse.Mood("Amber").CheckAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Change unit, shift, date or staff group" }).ClickAsync();
        await nurse.Page.GetByRole(AriaRole.Combobox, new() { Name = "Unit" }).FillAsync("ward");
        await nurse.Page.Keyboard.PressAsync("ArrowDown");
        await HasNoFindings(nurse.Page, "tap-change");

        await nurse.Context.RouteAsync("**/ratings", route => route.AbortAsync());
        await nurse.Send.ClickAsync();
        await Expect(nurse.Undo).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap-undo");
        await nurse.Page.Locator("#tap-now").DispatchEventAsync("click"); // whether or not it has gone by itself meanwhile
        await Expect(nurse.Heading("Your tap is waiting to be sent")).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap-waits");
        await nurse.Context.UnrouteAsync("**/ratings");
        await nurse.Page.Locator("#tap-again").DispatchEventAsync("click");
        await Expect(nurse.Page.GetByText("Your tap is in.")).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap-sent");
        await nurse.Opens("/tap");
        await Expect(nurse.Heading("You have already tapped for today")).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap-done");
    }

    [Test]
    public async Task A_wall_display_and_the_page_of_its_links_have_no_findings()
    {
        await executive.Opens("/wall-displays");
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await HasNoFindings(executive.Page, "wall-displays-refused");
        await executive.Page.GetByLabel("Where does the screen hang?").FillAsync("Main corridor");
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = (await executive.Page.Locator(".mp-wall-link").GetAttributeAsync("href"))!;
        await HasNoFindings(executive.Page, "wall-displays-made");

        await using var screen = await Visitor.Arrives(trust, width < 1000 ? (390, 844) : (1920, 1080));
        await screen.Opens(link);
        await Shown();
        await HasNoFindings(screen.Page, "wall-whole");
        await screen.Opens(link + "?view=1");
        await Shown();
        await HasNoFindings(screen.Page, "wall-departments");
        await screen.Opens(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'));
        await HasNoFindings(screen.Page, "wall-ended");

        async Task Shown() => await screen.Page.EvaluateAsync("() => document.getAnimations().forEach(running => running.effect.getComputedTiming().endTime === Infinity || running.finish())");
    }

    [Test]
    public async Task The_menu_has_no_findings_when_it_is_open()
    {
        await executive.Opens("/board");
        await executive.Page.Locator(".mp-navigation__more summary").ClickAsync();
        await Expect(executive.Page.GetByRole(AriaRole.Link, new() { Name = "Notices" })).ToBeVisibleAsync();
        await HasNoFindings(executive.Page, "menu");
        Assert.That(await executive.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(await executive.Page.EvaluateAsync<int>("() => Math.round(document.querySelector('.mp-navigation').getBoundingClientRect().height)"), Is.LessThan(60), "one line");
    }

    [Test]
    public async Task The_forms_of_a_chart_have_no_findings_also_where_something_was_refused()
    {
        await executive.Opens("/trend/medicine");
        await executive.Page.GetByText("The same figures as a table").ClickAsync();
        await executive.Page.GetByText("For leaders: set a target, or write on this chart").ClickAsync();
        await HasNoFindings(executive.Page, "forms");
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Set the target" }).ClickAsync();
        await Expect(executive.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await HasNoFindings(executive.Page, "forms-refused");
        await executive.Page.GetByLabel("At least, in per cent").FillAsync("55");
        await executive.Page.Locator("#target-why").FillAsync("Agreed in the board of November");
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Set the target" }).ClickAsync();
        await Expect(executive.Page.Locator("#marks")).ToContainTextAsync("Target 55%");
        await executive.Page.GetByText("For leaders: set a target, or write on this chart").ClickAsync();
        await executive.Page.GetByLabel("A new beginning").CheckAsync();
        await executive.Page.GetByLabel("At the week from").SelectOptionAsync("28 September 2026");
        await executive.Page.Locator("#note-why").FillAsync("New rota");
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Write it on the chart" }).ClickAsync();
        await Expect(executive.Page.Locator("#marks")).ToContainTextAsync("New rota");
        await HasNoFindings(executive.Page, "marked");
    }

    private async Task<Visitor> Arrives(string subject)
    {
        var visitor = await Visitor.SignsIn(trust, subject, (width, height));
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        return visitor;
    }

    private async Task HasNoFindings(IPage page, string state)
    {
        // For people who look at pages: a picture of each state, where MORALEPULSE_PICTURES names a folder.
        if (Environment.GetEnvironmentVariable("MORALEPULSE_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{state}-{width}-{scheme}.png"), FullPage = true });

        Assert.That(await Axe.Findings(page), Is.Empty);
    }
}
