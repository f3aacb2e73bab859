using System.Collections.Concurrent;
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

    private static readonly TimeSpan PatienceWithChromium = TimeSpan.FromSeconds(30);

    private readonly IBrowserContext context;
    private readonly List<string> faults = [];
    private readonly ConcurrentDictionary<IRequest, bool> asked = [];
    private string subject = "";

    private Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        var leaves = false;
        page.Request += (_, request) =>
        {
            leaves |= request.IsNavigationRequest;
            asked[request] = true;
        };
        page.FrameNavigated += (_, frame) =>
        {
            if (!leaves || frame != page.MainFrame) return;
            leaves = false;
            // What the page before was waiting for never comes, whenever it asked.
            foreach (var request in asked.Keys.Where(request => !request.IsNavigationRequest)) asked.TryRemove(request, out bool _);
        };
        page.RequestFinished += (_, request) => asked.TryRemove(request, out bool _);
        page.RequestFailed += (_, request) => asked.TryRemove(request, out bool _);
        page.PageError += (_, fault) => faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) faults.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Her browser profile.</summary>
    public IBrowserContext Context => context;

    public ILocator Send => Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    public ILocator SendNow => Page.GetByRole(AriaRole.Button, new() { Name = "Send now" });

    public ILocator Undo => Page.GetByRole(AriaRole.Button, new() { Name = "Undo" });

    /// <summary>The entries of "Your taps".</summary>
    public ILocator YourTaps => Page.Locator("#your-taps li");

    public static async Task<Visitor> Arrives(Trust trust, (int Width, int Height)? size = null, bool script = true)
    {
        var (width, height) = size ?? Phone;
        var context = await Chromium.Browser.NewContextAsync(new() { BaseURL = trust.Address, JavaScriptEnabled = script, ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(30_000);
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
        // By ids and not by words: the page may speak another language.
        var name = Page.Locator("#sign-in-subject");
        if (await name.IsHiddenAsync()) await Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await name.FillAsync(subject);
        await Page.Locator("form:has(#sign-in-subject) button[type=submit]").ClickAsync();
        await Page.IsAt("/tap");
    }

    /// <summary>Signs in on the computer of a ward; the tap page follows.</summary>
    /// <param name="person">Who.</param>
    /// <param name="ready">What is done once the form is filled in.</param>
    public async Task SignsInShared(string person, Func<Task>? ready = null)
    {
        subject = person;
        await Opens("/");
        await Page.GetByLabel("Sign-in identity").FillAsync(person);
        await Page.GetByLabel("This is a shared computer").CheckAsync();
        if (ready is not null) await ready();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Page.IsAt("/tap");
    }

    public ILocator Mood(string name) => Page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>Two touches; the tap then waits to be undone or to go.</summary>
    public async Task ChoosesAndSends(string mood)
    {
        await Mood(mood).CheckAsync();
        await Send.ClickAsync();
    }

    /// <summary>Taps, and does not wait the ten seconds in which it could be undone.</summary>
    public async Task Taps(string mood)
    {
        await ChoosesAndSends(mood);
        await SendNow.ClickAsync();
    }

    /// <summary>Waits until her page has asked for nothing more for a tenth of a second.</summary>
    /// <exception cref="TimeoutException">It asked on for 30 seconds.</exception>
    public async Task Quiet()
    {
        var quiet = 0;
        for (var tries = 0; tries < 1_500; tries++)
        {
            quiet = !asked.IsEmpty ? 0 : quiet + 1;
            if (quiet == 5) return;
            await Task.Delay(20);
        }

        throw new TimeoutException($"The page {Page.Url} asked on for 30 seconds.");
    }

    /// <summary>Goes to a page as if the address had been typed.</summary>
    public Task Opens(string address) => Page.GotoAsync(address);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await context.CloseAsync().WaitAsync(PatienceWithChromium);
        }
        catch (TimeoutException)
        {
            // Chromium sometimes never answers when a window with several pages is closed; it goes with the browser.
            TestContext.Out.WriteLine($"The browser did not close the window of {subject} within {PatienceWithChromium.TotalSeconds} seconds.");
        }

        Assert.That(faults, Is.Empty, "no page may throw, or break its own content security policy");
    }
}
