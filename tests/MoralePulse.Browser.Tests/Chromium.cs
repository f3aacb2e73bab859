using Microsoft.Playwright;
using MoralePulse.Harness;
using NUnit.Framework;

[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace MoralePulse.Browser.Tests;

/// <summary>The machine's own Chromium, started once: the one that MORALEPULSE_CHROMIUM names, or Debian's. Nothing is downloaded.</summary>
[SetUpFixture]
public sealed class Chromium
{
    /// <summary>Milliseconds for which a page is waited for: two cores, several browsers.</summary>
    public const float Patience = 60_000;

    private static readonly TimeSpan PatienceWithClosing = TimeSpan.FromSeconds(10);

    private static IPlaywright? playwright;
    private static IBrowser? browser;

    public static IBrowser Browser => browser ?? throw new InvalidOperationException("Chromium was not started.");

    [OneTimeSetUp]
    public static async Task Start()
    {
        var path = Environment.GetEnvironmentVariable("MORALEPULSE_CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            var reason = $"Browser tests need Chromium, and there is none at {path}: install it, or set MORALEPULSE_CHROMIUM.";
            if (Environment.GetEnvironmentVariable("CI") == "true") throw new InvalidOperationException(reason);
            TestContext.Progress.WriteLine(reason);
            Assert.Ignore(reason);
        }

        string[] arguments = ["--disable-background-networking", "--disable-component-update", "--no-first-run"];
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Environment.UserName == "root" ? [.. arguments, "--no-sandbox"] : arguments });
    }

    /// <summary>Closes somebody's browser.</summary>
    /// <param name="context">Her browser.</param>
    /// <param name="whose">Who, for the log.</param>
    public static async Task Close(IBrowserContext context, string whose)
    {
        try
        {
            await context.CloseAsync().WaitAsync(PatienceWithClosing);
        }
        catch (TimeoutException)
        {
            // Chromium sometimes never answers when a window with several pages is closed; it goes with the browser.
            TestContext.Out.WriteLine($"The browser did not close the window of {whose} within {PatienceWithClosing.TotalSeconds} seconds.");
        }
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await TestPostgres.Stop();
    }
}
