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

    [OneTimeSetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.Release("surgery", 6, 3, 1);
        nurse = await Visitor.SignsIn(trust, Trust.Person(31), (width, height));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await nurse.DisposeAsync();
        await trust.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/tapped")]
    [TestCase("/board")]
    [TestCase("/anonymity")]
    public async Task A_page_for_somebody_who_is_signed_in_has_no_findings(string address)
    {
        await nurse.Opens(address);
        await HasNoFindings(nurse.Page, $"signed-in{address.Replace('/', '-')}");
    }

    [TestCase("/")]
    [TestCase("/?problem=unknown-person")]
    [TestCase("/board")]
    [TestCase("/anonymity")]
    [TestCase("/problems/over")]
    public async Task A_page_for_nobody_in_particular_has_no_findings(string address)
    {
        await using var stranger = await Visitor.Arrives(trust, (width, height));
        await stranger.Opens(address);
        await HasNoFindings(stranger.Page, $"stranger{address.Replace('/', '-').Replace('?', '-')}");
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

    [Test]
    public async Task Nothing_is_wider_than_the_window()
    {
        foreach (var address in new[] { "/", "/tap", "/tapped", "/board", "/anonymity" })
        {
            await nurse.Opens(address);
            Assert.That(await nurse.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), address);
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
