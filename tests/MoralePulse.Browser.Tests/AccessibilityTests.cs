using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as a machine can tell, on every page, on a phone and on a desktop.</summary>
[TestFixture(390, 844)]
[TestFixture(1280, 900)]
public sealed class AccessibilityTests(int width, int height)
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private Trust trust = null!;
    private Visitor nurse = null!;
    private Visitor executive = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.Release("surgery", 6, 3, 1);
        await trust.ReleaseWeeks("surgery", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 12, 16, 16, 17, 16, 16, 17, 16);
        await trust.ReleaseWeeks("medicine", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 5);
        await trust.ReleaseWeeks("ward-17", 11, 12, 10);
        await trust.MakeTrends();
        await trust.Estimate("ward-17", 60, 57.4, 49.6, 65.2, "medicine");
        executive = await Visitor.SignsIn(trust, Trust.Executive, (width, height));
        nurse = await Visitor.SignsIn(trust, Trust.Person(31), (width, height));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await nurse.DisposeAsync();
        await executive.DisposeAsync();
        await trust.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/tapped")]
    [TestCase("/board")]
    [TestCase("/anonymity")]
    [TestCase("/trend")]
    [TestCase("/trend/surgery")]
    [TestCase("/trend/surgery?grain=day&measure=taps&profile=r")]
    [TestCase("/trend/ward-2")]
    [TestCase("/trend/ward-1")]
    [TestCase("/trend/nowhere")]
    [TestCase("/trend/shift/early")]
    [TestCase("/cohorts")]
    [TestCase("/summary")]
    [TestCase("/notices?done=chosen")]
    public async Task A_page_for_somebody_who_is_signed_in_has_no_findings(string address)
    {
        await nurse.Opens(address);
        await HasNoFindings(nurse.Page, $"signed-in{address.Replace('/', '-').Replace('?', '-')}");
    }

    [TestCase("/")]
    [TestCase("/?problem=unknown-person")]
    [TestCase("/board")]
    [TestCase("/anonymity")]
    [TestCase("/notices")]
    [TestCase("/unsubscribe/token")]
    [TestCase("/unsubscribe/token?done=true")]
    [TestCase("/problems/over")]
    public async Task A_page_for_nobody_in_particular_has_no_findings(string address)
    {
        await using var stranger = await Visitor.Arrives(trust, (width, height));
        await stranger.Opens(address);
        await HasNoFindings(stranger.Page, $"stranger{address.Replace('/', '-').Replace('?', '-')}");
    }

    [Test]
    public async Task A_managers_notices_have_no_findings()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Person(60), (width, height));
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

        await nurse.Page.RouteAsync("**/ratings", route => route.AbortAsync());
        await nurse.Send.ClickAsync();
        await Expect(nurse.Heading("One tap is waiting")).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap-kept");
        await nurse.Page.UnrouteAsync("**/ratings");
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await nurse.Page.WaitForURLAsync("**/tapped");
        await nurse.Opens("/tap");
        await Expect(nurse.Heading("You have already tapped for today")).ToBeVisibleAsync();
        await HasNoFindings(nurse.Page, "tap-done");
    }

    [TestCase("/summary")]
    [TestCase("/summary?measure=red")]
    [TestCase("/trend/ward-17")]
    [TestCase("/trend/surgery?measure=red")]
    public async Task A_page_for_an_executive_has_no_findings(string address)
    {
        await executive.Opens(address);
        await HasNoFindings(executive.Page, $"executive{address.Replace('/', '-').Replace('?', '-')}");
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

    [Test]
    public async Task Nothing_is_wider_than_the_window()
    {
        foreach (var address in new[] { "/", "/tap", "/tapped", "/board", "/anonymity", "/trend", "/trend/surgery", "/trend/ward-2", "/cohorts", "/notices" })
        {
            await nurse.Opens(address);
            Assert.That(await nurse.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), address);
        }

        foreach (var address in new[] { "/summary", "/trend/surgery?grain=month" })
        {
            await executive.Opens(address);
            Assert.That(await executive.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), address);
        }
    }

    private async Task HasNoFindings(IPage page, string state)
    {
        // For people who look at pages: a picture of each state, where MORALEPULSE_PICTURES names a folder.
        if (Environment.GetEnvironmentVariable("MORALEPULSE_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{state}-{width}.png"), FullPage = true });

        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] } });
        Assert.That(result.Violations.Select(found => $"{found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Select(node => node.Html))}"), Is.Empty);
    }
}
