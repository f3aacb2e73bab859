using System.Text;
using Microsoft.Playwright;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests;

/// <summary>A network on which taps arrive and their answers are lost.</summary>
internal static class LostAnswers
{
    /// <summary>What is taken off the route again when answers arrive.</summary>
    public const string Taps = "**/ratings";

    // Playwright's own would send the sign-in along, and the tap would be refused.
    private static readonly HttpClient Wire = new();

    /// <summary>Loses the answers to somebody's taps, which are counted.</summary>
    public static Task LosesAnswers(this IBrowserContext browser) => browser.RouteAsync(Taps, async route =>
    {
        using var body = new StringContent(route.Request.PostData!, Encoding.UTF8, "application/json");
        using var answer = await Wire.PostAsync(new Uri(route.Request.Url), body);
        Assert.That((int)answer.StatusCode, Is.EqualTo(204));
        await route.AbortAsync();
    });
}
