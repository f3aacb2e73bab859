using Microsoft.Playwright;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests;

/// <summary>Somebody with a browser of her own: its store and its cookies are nobody else's.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Width and height of a phone.</summary>
    public static readonly (int Width, int Height) Phone = (390, 844);

    /// <summary>Width and height of a desktop's window.</summary>
    public static readonly (int Width, int Height) Desktop = (1280, 900);

    private readonly IBrowserContext context;
    private readonly List<string> faults = [];
    private string subject = "";

    private Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) faults.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public ILocator Send => Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    public static async Task<Visitor> Arrives(Trust trust, (int Width, int Height)? size = null, bool script = true)
    {
        var (width, height) = size ?? Phone;
        var context = await Chromium.Browser.NewContextAsync(new() { BaseURL = trust.Address, JavaScriptEnabled = script, ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync());
    }

    public static async Task<Visitor> SignsIn(Trust trust, string subject, (int Width, int Height)? size = null, bool script = true)
    {
        var visitor = await Arrives(trust, size, script);
        await visitor.SignsInAgain(subject);
        return visitor;
    }

    /// <summary>Signs in as the same person on the same browser, or for the first time as somebody; the tap page follows.</summary>
    public async Task SignsInAgain(string? first = null)
    {
        subject = first ?? subject;
        await Page.GotoAsync("/");
        if (await Page.GetByLabel("Sign-in identity").IsHiddenAsync()) await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Page.GetByLabel("Sign-in identity").FillAsync(subject);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Page.WaitForURLAsync("**/tap");
    }

    public ILocator Mood(string name) => Page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>Two touches.</summary>
    public async Task Taps(string mood)
    {
        await Mood(mood).CheckAsync();
        await Send.ClickAsync();
    }

    /// <summary>Goes to a page as if the address had been typed.</summary>
    public Task Opens(string address) => Page.GotoAsync(address);

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.That(faults, Is.Empty, "no page may throw, or break its own content security policy");
    }
}
