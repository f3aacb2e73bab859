using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;
using MoralePulse.Harness;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Import;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Story;

/// <summary>The whole way, from sixty sign-ins to three live boards, over HTTP and SignalR with real passes on a real PostgreSQL.</summary>
[TestFixture]
internal sealed class FourHundredPeople
{
    private static readonly Ods Ods = Ods.Parse("SIM400");
    private static readonly string[] Watched = ["team-1", "dep-1", "SIM400"];
    private static readonly int[] Sizes = [60, 60, 50, 30, 60, 60, 50, 30];

    [Test]
    public async Task Sixty_people_of_one_team_tap_and_every_board_shows_exactly_the_released_blocks()
    {
        await using var database = await TestDatabase.Create();
        await Given.Imported(database, Organisation(), TimeProvider.System);
        await using var service = await TestService.Start(database);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = service.Address };

        var phones = await Collect(http);
        var frames = new ConcurrentDictionary<string, ConcurrentQueue<Pulse>>();
        await using var board = await Watch(service, "p1", frames);

        var random = new Random(400);
        var moods = Enumerable.Repeat(Mood.Green, 30).Concat(Enumerable.Repeat(Mood.Amber, 18)).Concat(Enumerable.Repeat(Mood.Red, 12)).OrderBy(_ => random.Next()).ToArray();
        foreach (var turn in phones.Select((phone, n) => (Phone: phone, Mood: moods[n], Times: n % 7 == 0 ? 5 : 1)).Chunk(3))
        {
            var answers = await Task.WhenAll(turn.SelectMany(tap => Enumerable.Range(0, tap.Times).Select(_ => tap.Phone.Tap(Ods, Today, new("team-1", "early"), tap.Mood))));
            foreach (var answer in answers) Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
            await Task.Delay(600); // so that the organisation ticks, once a second, while people tap
        }

        var releases = await Settled(database);
        await Eventually.Holds(() => Watched.All(id => frames[id].Last().Version == releases));

        Assert.That(releases, Is.GreaterThanOrEqualTo(2));
        Assert.That(await database.Scalar<long>("select count(*) from published.block where green + amber + red < 10 or greatest(green, amber, red) > green + amber + red - 2"), Is.Zero);
        var released = await database.Scalar<long>("select sum(green + amber + red)::bigint from published.block");
        Assert.That(released + await database.Scalar<long>("select coalesce(sum(green + amber + red), 0)::bigint from ballot.pool"), Is.EqualTo(60));
        foreach (var id in Watched)
        {
            // The snapshot first, then frames of releases and none besides; of two releases in one breath the newer.
            var versions = frames[id].Select(pulse => pulse.Version).ToList();
            Assert.That(versions, Is.Ordered.And.Unique, id);
            Assert.That((versions[0], versions[^1]), Is.EqualTo((0, releases)), id);
            var shown = frames[id].Last().Windows.Latest!;
            Assert.That($"({shown.Green},{shown.Amber},{shown.Red})", Is.EqualTo((await database.Rows($"select sum(green), sum(amber), sum(red) from published.block where '{id}' = any(path)")).Single()), id);
        }

        var behind = await Behind(database);
        TestContext.Out.WriteLine($"releases {releases}, released {released}, pending {60 - released}, frames a board {frames[Watched[0]].Count - 1}, slowest frame {(Slowest - behind).TotalMilliseconds:0} ms after its tick");
    }

    private static DateOnly Local => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);

    private static ServiceDate Today { get; } = new(Local);

    // How far the organisation's own clock, which ticks are told by, is behind ours: it is written at each tick, so the least of many looks is taken.
    private static async Task<TimeSpan> Behind(TestDatabase database)
    {
        var least = TimeSpan.MaxValue;
        for (var look = 0; look < 60; look++)
        {
            var clock = new DateTimeOffset(await database.Scalar<DateTime>("select now from organisation.clock"), TimeSpan.Zero);
            if (TimeProvider.System.GetUtcNow() - clock is var behind && behind < least) least = behind;
            await Task.Delay(25);
        }

        return least;
    }

    private static TimeSpan Slowest { get; set; }

    private static ImportRequest Organisation()
    {
        var teams = Sizes.Select((size, n) => new UnitLine($"team-{n + 1}", n < 4 ? "dep-1" : "dep-2", $"Team {n + 1}", "team"));
        var people = Sizes.SelectMany((size, n) => Enumerable.Repeat($"team-{n + 1}", size)).Select((team, n) => new PersonLine($"P{n + 1}", $"p{n + 1}", team));
        return new(Ods, "Four hundred", [new("dep-1", "", "Department 1", "department"), new("dep-2", "", "Department 2", "department"), .. teams], [.. people]) { Simulated = true, TickSeconds = 1 };
    }

    private static async Task<List<PhoneClient>> Collect(HttpClient http)
    {
        IReadOnlyList<Domain.Passes.PassKey> keys = [];
        await Eventually.Holds(async () => (keys = await new PhoneClient(http, new()).Keys(Ods)).Count > 0);
        var phones = new List<PhoneClient>();
        for (var n = 1; n <= 60; n++)
        {
            var phone = new PhoneClient(http, new());
            Assert.That(await phone.SignIn(Ods, $"p{n}"), Is.True);
            Assert.That(await phone.Collect(keys, Local.ToDateTime(new(11, 0))), Is.GreaterThan(0));
            phones.Add(phone);
        }

        var second = new PhoneClient(http, new());
        await second.SignIn(Ods, "p1");
        Assert.That(await second.Collect(keys, Local.ToDateTime(new(11, 0))), Is.Zero, "a second device of the same person gets no second pass");
        return phones;
    }

    private static async Task<HubConnection> Watch(TestService service, string subject, ConcurrentDictionary<string, ConcurrentQueue<Pulse>> frames)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = service.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["ods"] = Ods.Value, ["subject"] = subject });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = form, Headers = { { "Origin", service.Address.GetLeftPart(UriPartial.Authority) } } };
        using var signedIn = await browser.SendAsync(request);
        var hub = new HubConnectionBuilder().WithUrl(new Uri(service.Address, "/hubs/pulse"), options => options.Cookies = cookies).Build();
        hub.On<Pulse>("PulseChanged", pulse =>
        {
            frames.GetOrAdd(pulse.Unit, _ => new()).Enqueue(pulse);
            if (pulse.AsOf is { } tick) Slowest = TimeSpan.FromTicks(Math.Max(Slowest.Ticks, (TimeProvider.System.GetUtcNow() - tick).Ticks));
        });
        await hub.StartAsync();
        foreach (var id in Watched) await hub.InvokeAsync("Watch", id);
        return hub;
    }

    // Two ticks after the last tap nothing more is released.
    private static async Task<long> Settled(TestDatabase database)
    {
        const string LastTick = "select last from ballot.tick";
        for (var ticks = 0; ticks < 3; ticks++) // the first may have begun before
        {
            var last = await database.Scalar<DateTime>(LastTick);
            await Eventually.Holds(async () => await database.Scalar<DateTime>(LastTick) > last, "a tick after the last tap");
        }

        return await database.Scalar<long>("select count(*) from published.block");
    }
}
