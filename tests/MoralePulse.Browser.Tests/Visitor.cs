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

    // Longer than the ten seconds in which a tap can be undone.
    private const float LongerThanUndo = 15_000;

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

    /// <summary>Opens a browser.</summary>
    /// <param name="trust">Whose service she uses.</param>
    /// <param name="size">Her window; a phone's if null.</param>
    /// <param name="script">Whether it runs scripts.</param>
    /// <param name="worker">Whether it takes a service worker. One answers with the page that it keeps where the service takes three seconds, which a busy machine does.</param>
    public static async Task<Visitor> Arrives(Trust trust, (int Width, int Height)? size = null, bool script = true, bool worker = false)
    {
        var (width, height) = size ?? Phone;
        var context = await Chromium.Browser.NewContextAsync(new() { BaseURL = trust.Address, JavaScriptEnabled = script, ViewportSize = new() { Width = width, Height = height }, ServiceWorkers = worker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block });
        context.SetDefaultTimeout(Chromium.Patience);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>Opens a browser and signs in; the tap page follows.</summary>
    public static async Task<Visitor> SignsIn(Trust trust, string subject, (int Width, int Height)? size = null, bool script = true, bool worker = false)
    {
        var visitor = await Arrives(trust, size, script, worker);
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
        await SendsNow();
    }

    /// <summary>Does not wait the ten seconds in which the tap could be undone.</summary>
    public async Task SendsNow()
    {
        try
        {
            await SendNow.ClickAsync(new() { Timeout = LongerThanUndo });
        }
        catch (TimeoutException)
        {
            // On a busy machine the ten seconds were over before the button was found: it went by itself.
        }
    }

    /// <summary>Stops the clock of her page, which was installed before, a minute ahead, so that a busy machine uses up none of the page's waits.</summary>
    public async Task StopsClock() =>
        await Page.Clock.PauseAtAsync(DateTimeOffset.FromUnixTimeMilliseconds((long)await Page.EvaluateAsync<double>("Date.now()") + 60_000).UtcDateTime);

    /// <summary>Waits until the service worker has the tap page: it is installed after the page has become usable.</summary>
    public Task PageIsKept() =>
        Page.WaitForFunctionAsync("async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller !== null && (await caches.match('/tap', { ignoreVary: true })) !== undefined");

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
        await Chromium.Close(context, subject);
        Assert.That(faults, Is.Empty, "no page may throw, or break its own content security policy");
    }
}
