using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>Pictures of every page, to be looked at: <c>dotnet test --filter Name~Pictures</c> writes them into the folder that MORALEPULSE_PICTURES names.</summary>
[Explicit("Pictures for people, not a check")]
[TestFixture(390, 844)]
[TestFixture(1280, 900)]
public sealed class Screenshots(int width, int height)
{
    private readonly string folder = Environment.GetEnvironmentVariable("MORALEPULSE_PICTURES") ?? Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures");

    [Test]
    public async Task Pictures_of_every_page()
    {
        await using var trust = await Trust.Open();
        await trust.Release("surgery", 6, 3, 1);
        await trust.Release("ward-17", 9, 4, 2);
        await using var nurse = await Visitor.Arrives(trust, (width, height));
        await Take(nurse, "/", "start");
        await using var member = await Visitor.SignsIn(trust, Trust.Person(31), (width, height));
        await Expect(member.Send).ToBeVisibleAsync();
        await Take(member, null, "tap");
        await member.Page.GetByText("Change").ClickAsync();
        await member.Page.GetByLabel("Unit", new() { Exact = true }).FillAsync("war");
        await Take(member, null, "tap-change");
        await member.Page.Keyboard.PressAsync("Escape");
        await member.Page.RouteAsync("**/ratings", route => route.AbortAsync());
        await member.Taps("Amber");
        await Expect(member.Heading("One tap is waiting")).ToBeVisibleAsync();
        await Take(member, null, "tap-kept");
        await member.Page.UnrouteAsync("**/ratings");
        await member.Page.GetByText("Send again").ClickAsync();
        await member.Page.WaitForURLAsync("**/tapped");
        await Take(member, null, "tapped");
        await Take(member, "/tap", "tap-done");
        await Take(member, "/board", "board");
        await Take(member, "/anonymity", "anonymity");
        await Take(member, "/", "home");
        await using var unscripted = await Visitor.SignsIn(trust, Trust.Person(1), (width, height), script: false);
        await Take(unscripted, null, "tap-without-script");
    }

    private async Task Take(Visitor visitor, string? address, string name)
    {
        if (address is not null) await visitor.Opens(address);
        await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
    }
}
