using System.Globalization;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>How much each page loads, as it comes over the line, and how soon it can be used on a slow phone.</summary>
public sealed class WeightTests
{
    private const int MostScriptOfATap = 50 * 1024;

    [Test]
    public async Task The_tap_loads_at_most_50_kilobytes_of_script_and_every_page_is_weighed()
    {
        await using var trust = await FilledTrust.Open();
        await using var everybody = await Everybody.Arrive(trust, Visitor.Phone, null, "executive");
        var requests = new List<IRequest>();
        var table = new List<string>();
        var tap = 0L;
        var heard = new HashSet<IPage>();
        await everybody.Visit(
            async sight =>
            {
                if (heard.Add(sight.Page))
                {
                    var session = await sight.Page.Context.NewCDPSessionAsync(sight.Page);
                    await session.SendAsync("Network.enable");
                    await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
                    await session.SendAsync("Network.setBypassServiceWorker", new() { ["bypass"] = true });
                    sight.Page.RequestFinished += (_, request) => requests.Add(request);
                }

                requests.Clear();
                await sight.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
                var loaded = new List<(string Kind, long Bytes)>();
                foreach (var request in requests.ToList()) loaded.Add((request.ResourceType, (await request.SizesAsync()).ResponseBodySize));
                long Of(params string[] kinds) => loaded.Where(one => kinds.Contains(one.Kind)).Sum(one => one.Bytes);
                table.Add(string.Create(CultureInfo.InvariantCulture, $"{sight.Address,-52} {Kilobytes(Of("document")),7} {Kilobytes(Of("script", "other")),7} {Kilobytes(Of("stylesheet")),7}"));
                if (sight.Address == "/tap") tap = Of("script", "other");
            },
            still: true);
        TestContext.Out.WriteLine($"{"page, kB as compressed over the line",-52} {"HTML",7} {"script",7} {"style",7}\n{string.Join('\n', table)}");
        Assert.That(tap, Is.InRange(1, MostScriptOfATap));
    }

    [Test]
    public async Task How_soon_a_slow_phone_can_use_a_page_is_measured()
    {
        await using var trust = await FilledTrust.Open();
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31));
        await Expect(nurse.Send).ToBeVisibleAsync(); // with her passes, which are collected once
        var session = await nurse.Page.Context.NewCDPSessionAsync(nurse.Page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        await session.SendAsync("Network.setBypassServiceWorker", new() { ["bypass"] = true });
        // What Chromium's tools call "Fast 3G" (Lighthouse's mobile line), and a processor a quarter as fast.
        await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8, ["uploadThroughput"] = 750_000 / 8 });
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        var table = new List<string>();
        foreach (var (address, usable) in new[] { ("/tap", "#tap-send"), ("/board", "h1"), ("/trend/surgery", ".mp-chart"), ("/notices", "h1"), ("/anonymity", "h1") })
        {
            var times = new List<double>();
            for (var round = 0; round < 3; round++)
            {
                await nurse.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
                await nurse.Page.Locator(usable).First.WaitForAsync();
                times.Add(await nurse.Page.EvaluateAsync<double>("() => performance.now()"));
                await nurse.Quiet();
            }

            table.Add(string.Create(CultureInfo.InvariantCulture, $"{address,-20} {times.Order().ElementAt(1),6:0} ms"));
        }

        TestContext.Out.WriteLine($"until it can be used, median of 3, nothing cached, 1.6 Mbit/s, 150 ms, processor a quarter as fast\n{string.Join('\n', table)}");
        Assert.That(table, Has.Count.EqualTo(5));
    }

    private static string Kilobytes(long bytes) => (bytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture);
}
