using Microsoft.Playwright;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>The pages around sign-in, on a phone and on a desktop: no findings, nothing wider than the window.</summary>
[TestFixture(390, 844)]
[TestFixture(1280, 900)]
public sealed class SignInPagesTests(int width, int height)
{
    private TwoProviders world = null!;
    private Person person = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        world = await TwoProviders.Open();
        person = await Person.Arrives(world, (width, height));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await person.DisposeAsync();
        await world.DisposeAsync();
    }

    [TestCase("start", "/?ods=RY5")]
    [TestCase("two-providers", "/sign-in?ods=RY5")]
    [TestCase("one-provider", "/sign-in?ods=RX9")]
    [TestCase("unknown", "/nowhere")]
    [TestCase("stranger", "/sign-in/stranger?ods=RY5&provider=seaside")]
    [TestCase("cancelled", "/sign-in/failed?why=cancelled&ods=RY5&provider=seaside")]
    [TestCase("lost", "/sign-in/failed?why=lost")]
    [TestCase("unreachable", "/sign-in/failed?why=unreachable&ods=RY5&provider=seaside")]
    [TestCase("refused", "/sign-in/failed?why=provider&ods=RY5&provider=seaside")]
    [TestCase("signed-out", "/signed-out")]
    [TestCase("onwards-none", "/sign-out/onwards")]
    [TestCase("first", "/board")]
    public async Task A_page_has_no_findings_and_fits(string name, string address)
    {
        await person.Page.GotoAsync(address);
        await Look(name);
    }

    [Test]
    public async Task Being_led_on_to_the_providers_sign_out_has_no_findings()
    {
        await using var anna = await Person.Arrives(world, (width, height));
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        await anna.Page.RouteAsync("**/sign-out", StaysForADay);
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await anna.Sees("You are signed out of MoralePulse");
        await Look("onwards", anna.Page);
    }

    /// <summary>Answers with the page that follows as the service made it, except that it goes on by itself only tomorrow.</summary>
    private static async Task StaysForADay(IRoute route)
    {
        var answer = await route.FetchAsync();
        var page = await answer.TextAsync();
        Assert.That(page, Does.Contain("content=\"0;url="));
        await route.FulfillAsync(new() { Response = answer, Body = page.Replace("content=\"0;url=", "content=\"86400;url=", StringComparison.Ordinal) });
    }

    private async Task Look(string name, IPage? other = null)
    {
        var page = other ?? person.Page;
        if (Environment.GetEnvironmentVariable("MORALEPULSE_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"sign-in-{name}-{width}.png"), FullPage = true });
        Assert.That(await Axe.Findings(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }
}
