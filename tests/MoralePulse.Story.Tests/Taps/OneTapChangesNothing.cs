using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using MoralePulse.Harness;
using NUnit.Framework;
using static MoralePulse.Story.Tests.Taps.TapWorld;

namespace MoralePulse.Story.Tests.Taps;

/// <summary>I7: no answer differs between two worlds that differ in one unreleased tap.</summary>
[TestFixture]
[NonParallelizable] // metrics count the releases of the whole process, other fixtures' too
internal sealed class OneTapChangesNothing
{
    private static readonly string[] Routes =
    [
        "/api/v1/SIM1/tap-form", "/api/v1/units/a/pulse", "/api/v1/units/dep/pulse", "/api/v1/units/org/pulse", "/api/v1/cohorts/shift/early/pulse",
        "/api/v1/units/a/trend?grain=day", "/api/v1/units/dep/trend", "/api/v1/units/org/trend?measure=taps", "/api/v1/units/org/trend?measure=reach", "/api/v1/cohorts/shift/early/trend.csv",
        "/board", "/board/a?window=7d", "/units", "/heat-map?every=open", "/trend/dep", "/trend/a", "/cohorts", "/notices", "/api/v1/units", "/metrics", "/healthz/ready",
    ];

    [Test]
    public async Task Pulse_tap_form_metrics_and_a_hub_watcher_answer_the_same_bytes_before_and_after_one_unreleased_tap()
    {
        await using var world = await TapWorld.Start(new SettableTime(new(Today, new(10, 0), TimeSpan.Zero)));
        await world.Ballot.Database.Execute("""
            insert into issuance.person (ods, person, unit_id, wallet_id) values ('SIM1', 'P1', 'a', decode(repeat('00', 16), 'hex'));
            insert into issuance.identity values ('SIM1', 'p1', 'P1');
            insert into issuance.role (ods, person, role) values ('SIM1', 'P1', 'executive');
            select published.release('SIM1', '2026-11-23T09:00Z', '2026-11-23', 'unit', 'a', 6, 5, 4, 15, '{}', '{}', '{}');
            """);
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = world.Service.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["ods"] = "SIM1", ["subject"] = "p1" });
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = form, Headers = { { "Origin", world.Service.Address.GetLeftPart(UriPartial.Authority) } } };
        (await browser.SendAsync(signIn)).Dispose();
        var frames = new ConcurrentQueue<string>();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(world.Service.Address, "/hubs/pulse"), options => options.Cookies = cookies).Build();
        hub.On<System.Text.Json.JsonElement>("PulseChanged", pulse => frames.Enqueue(pulse.GetRawText()));
        await hub.StartAsync();
        await hub.InvokeAsync("Watch", "a");

        // A service that has just started becomes ready by itself: not because of a tap.
        await world.Service.Ready();
        var before = await Answers(browser);
        Assert.That((await world.Send(Tap(world.Pass(), world.Pass(Domain.Passes.PassKind.Week), mood: "red"))).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await world.Ballot.Pending(), Is.EqualTo(1));
        await Task.Delay(1000); // longer than the hub's own interval
        Assert.That(await Answers(browser), Is.EqualTo(before));
        Assert.That(frames, Has.Count.EqualTo(1), "the snapshot, and nothing since");
    }

    private static async Task<List<string>> Answers(HttpClient browser)
    {
        var answers = new List<string>();
        foreach (var route in Routes)
        {
            using var answer = await browser.GetAsync(route);
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key).Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
            answers.Add($"{route} {(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}");
        }

        return answers;
    }
}
