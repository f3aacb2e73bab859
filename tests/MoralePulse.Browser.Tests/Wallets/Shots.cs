namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>Pictures of pages for people to look at, where MORALEPULSE_SCREENSHOTS names a folder.</summary>
internal static class Shots
{
    public static async Task Take(Visitor visitor, string state)
    {
        if (Environment.GetEnvironmentVariable("MORALEPULSE_SCREENSHOTS") is not { Length: > 0 } folder) return;
        foreach (var width in new[] { 390, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 844);
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{state}-{width}.png"), FullPage = true });
        }
    }
}
