using Microsoft.Playwright;
using MoralePulse.Harness;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>
/// Waits until a page has come to an address, by asking the page. Playwright's WaitForURLAsync and WaitForLoadStateAsync look first and listen afterwards:
/// what happens in between they miss, and wait in vain. No test may use them (BannedSymbols.txt).
/// </summary>
public static class Arrival
{
    /// <summary>Waits until the page is at an address and has loaded what it loads.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">Path and query.</param>
    /// <exception cref="PlaywrightException">It did not get there.</exception>
    /// <exception cref="TimeoutException">It did not finish loading.</exception>
    public static async Task IsAt(this IPage page, string address)
    {
        ArgumentNullException.ThrowIfNull(page);
        await Expect(page).ToHaveURLAsync(address);
        await page.HasLoaded();
    }

    /// <summary>Waits until the page has loaded what it loads: styles, and scripts to their first wait.</summary>
    /// <exception cref="TimeoutException">It did not finish loading.</exception>
    public static Task HasLoaded(this IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Eventually.Holds(() => IsComplete(page), $"{page.Url} has loaded");
    }

    private static async Task<bool> IsComplete(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("() => document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            return false; // it went on to another page in this moment
        }
    }
}
