using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Bench.Drill.Boards;
using MoralePulse.Harness;
using MoralePulse.Insight.Pulses;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Live;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Live;

/// <summary>A board that stops reading, as a phone does that went into a pocket, is its own misfortune.</summary>
[TestFixture]
internal sealed class StalledBoardTests
{
    private const int Rounds = 3;

    private int minute;

    [Test]
    public async Task A_board_that_stops_reading_is_dropped_and_those_beside_it_are_told_before()
    {
        await using var world = await IssuanceWorld.Create();
        await world.Import(Given.Request());
        await using var reading = await Board.Open(world.Service.Address, await BoardSession.Begin(world.Http, "RY5", "p03"), ["surgery"]);
        var before = false;
        // On a machine with much else to do the service may be done with it before we have looked; it is never so where one waits for the other.
        for (var round = 0; round < Rounds && !before; round++) before = await IsToldBefore(world, reading);
        Assert.That(before, Is.True, "the board that reads was kept waiting until the other was dropped");
    }

    private async Task<bool> IsToldBefore(IssuanceWorld world, Board reading)
    {
        var watchers = world.Service.Services.GetRequiredService<Watchers>();
        var known = watchers.All.SelectMany(one => one).ToHashSet();
        await using var stalled = await StalledBoard.Open(world.Service.Address, await BoardSession.Begin(world.Http, "RY5", "p04"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var dropped = stalled.IsDropped("surgery", deadline.Token);
        await Stuck(world, watchers, known, dropped);

        // The first is written to both queues even by a service that then waits, and such a one goes on with the second when it is rid of the other; all three come from one that does not wait.
        for (var n = 0; n < 3; n++)
        {
            var had = reading.Frames;
            await Release(world);
            await Eventually.Holds(() => reading.Frames > had);
        }

        var before = !dropped.IsCompleted;
        Assert.That(await dropped, Is.True, "the service kept a board that reads nothing for five minutes");
        await Eventually.Holds(() => watchers.All.SelectMany(one => one).Count() == known.Count);
        return before;
    }

    // Until the service can't be rid of what it writes to it: a second's wait tells, since this one is on the same machine.
    private static async Task Stuck(IssuanceWorld world, Watchers watchers, HashSet<Watcher> known, Task dropped)
    {
        var hub = world.Service.Services.GetRequiredService<IHubContext<PulseHub, IPulseWatcher>>();
        while (!dropped.IsCompleted)
        {
            if (watchers.All.SelectMany(one => one).FirstOrDefault(watcher => !known.Contains(watcher)) is not { } stalled)
            {
                await Task.Delay(25);
                continue;
            }

            var written = hub.Clients.Client(stalled.Context.ConnectionId).PulseChanged(new Pulse("surgery", default, 0, null, new(null, null, null)));
            if (await Task.WhenAny(written, Task.Delay(TimeSpan.FromSeconds(1))) != written) return;
        }
    }

    private Task Release(IssuanceWorld world) => world.Database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"update organisation.unit set headcount = 30 where id = 'surgery'; select published.release('RY5', date_bin('15 minutes', '{world.Time.Now:O}', '2001-01-01Z') - {minute++} * interval '15 minutes', '{world.Time.Now:yyyy-MM-dd}', 'unit', 'surgery', 6, 3, 1, 5, '{{}}', '{{}}', '{{}}')"));
}
