using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>Somebody with a browser of her own, at a service with providers.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext browser;

    private Person(IBrowserContext browser, IPage page) => (this.browser, Page) = (browser, page);

    public IPage Page { get; }

    public static async Task<Person> Arrives(TwoProviders world, (int Width, int Height)? size = null)
    {
        var (width, height) = size ?? Visitor.Phone;
        var browser = await Chromium.Browser.NewContextAsync(new() { BaseURL = world.Address, ViewportSize = new() { Width = width, Height = height } });
        browser.SetDefaultTimeout(Chromium.Patience);
        await browser.RouteAsync("https://**", route => route.AbortAsync()); // the provider's own pages ask for a font
        return new(browser, await browser.NewPageAsync());
    }

    /// <summary>Signs in at the trust's own address and goes on to what follows.</summary>
    public async Task SignsIn(string subject, string provider = "Seaside account", bool shared = false, string place = "/ry5")
    {
        await Page.GotoAsync(place);
        await Chooses(provider, shared);
        await Identifies(subject);
    }

    public Task Chooses(string provider, bool shared = false) =>
        Page.GetByRole(AriaRole.Link, new() { Name = $"Sign in with {provider} on {(shared ? "a shared computer" : "my own device")}" }).ClickAsync();

    /// <summary>Fills in the provider's pages.</summary>
    public async Task Identifies(string subject)
    {
        await Page.GetByPlaceholder("Enter any login").FillAsync(subject);
        await Page.GetByPlaceholder("and password").FillAsync("any");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign-in" }).ClickAsync();
        // It asks for consent once.
        var consent = Page.GetByRole(AriaRole.Button, new() { Name = "Continue" });
        await Expect(consent.Or(Page.Locator("#maincontent"))).ToBeVisibleAsync();
        if (await consent.IsVisibleAsync()) await consent.ClickAsync();
    }

    public Task Sees(string heading) => Expect(Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true, Level = 1 })).ToBeVisibleAsync();

    /// <summary>What the service says of her, or the status of its refusal.</summary>
    public async Task<string> Me()
    {
        var answer = await browser.APIRequest.GetAsync("/api/v1/me");
        return answer.Ok ? await answer.TextAsync() : $"{answer.Status}";
    }

    /// <summary>Her roles, as the service says.</summary>
    public async Task<string[]> Roles() => [.. JsonDocument.Parse(await Me()).RootElement.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)];

    public async Task<string> Wallet() => JsonDocument.Parse(await Me()).RootElement.GetProperty("walletId").GetString()!;

    public Task<IPage> OpensAnotherWindow() => browser.NewPageAsync();

    /// <summary>The cookie of her sign-in; null for none.</summary>
    public async Task<BrowserContextCookiesResult?> Cookie() => (await browser.CookiesAsync()).FirstOrDefault(cookie => cookie.Name == "moralepulse");

    /// <summary>Forgets what the service set, and not what the provider did.</summary>
    public Task ForgetsOurCookie() => browser.ClearCookiesAsync(new() { NameRegex = new("^moralepulse") });

    public async ValueTask DisposeAsync() => await Chromium.Close(browser, "somebody");
}
