using Microsoft.Playwright;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>
/// Pictures of every page, for people to look at: MORALEPULSE_PICTURES names the folder. A page that looks the same for two roles is taken once.
/// </summary>
[Explicit("Takes pictures and checks nothing.")]
public sealed class PictureTests
{
    [TestCase(390, 844, ColorScheme.Light, ForcedColors.None, "light")]
    [TestCase(1280, 900, ColorScheme.Light, ForcedColors.None, "light")]
    [TestCase(390, 844, ColorScheme.Dark, ForcedColors.None, "dark")]
    [TestCase(1280, 900, ColorScheme.Dark, ForcedColors.None, "dark")]
    [TestCase(1280, 900, ColorScheme.Light, ForcedColors.Active, "forced")]
    [TestCase(390, 844, ColorScheme.Dark, ForcedColors.Active, "forced")]
    [TestCase(320, 640, ColorScheme.Light, ForcedColors.None, "zoomed")]
    public async Task Every_page(int width, int height, ColorScheme scheme, ForcedColors forced, string name)
    {
        var folder = Environment.GetEnvironmentVariable("MORALEPULSE_PICTURES") is { Length: > 0 } given ? given : throw new IgnoreException("MORALEPULSE_PICTURES names no folder.");
        System.IO.Directory.CreateDirectory(folder);
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, (width, height), new() { ColorScheme = scheme, ForcedColors = forced }, "nobody", "nurse", "executive", "administrator");
        var seen = new HashSet<string>();
        await everybody.Visit(
            async sight =>
            {
                if (!seen.Add(sight.Address + await sight.Page.Locator("main").InnerHTMLAsync())) return;
                await sight.Page.Locator("main details").EvaluateAllAsync<int>("all => { for (const details of all) details.open = true; return all.length; }");
                await sight.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{Addresses.AsName(sight.Address)}-{sight.Who}-{width}-{name}.png"), FullPage = true });
            },
            still: true);
    }
}
