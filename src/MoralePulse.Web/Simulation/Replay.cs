using MoralePulse.Ballot;
using MoralePulse.Ballot.Release;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using MoralePulse.Simulation;

namespace MoralePulse.Web.Simulation;

/// <summary>What a replay did.</summary>
/// <param name="Counted">Taps counted.</param>
/// <param name="Live">Those of them whose home was the live pool.</param>
internal sealed record Replayed(int Counted, long Live);

/// <summary>Feeds a trace into a simulated organisation that was made for it, in process.</summary>
/// <param name="step">What happens when a clock moves.</param>
/// <param name="clock">The stored clock.</param>
/// <param name="admission">Spends and counts.</param>
/// <param name="ballot">Tells what is pending.</param>
internal sealed class Replay(SimulationStep step, SimulatedClock clock, Admission admission, BallotDatabase ballot)
{
    /// <summary>Days for which the clock runs on after the last date.</summary>
    public const int DaysAfter = 29;

    // The last tap may stay 14 days with its team, then a day or two above it, then 28 days with the organisation.
    private const int MostDaysAfter = 48;

    private static readonly TimeOnly FirstTap = new(8, 0);
    private static readonly TimeSpan Spread = TimeSpan.FromHours(12);

    /// <summary>Replays a trace.</summary>
    /// <param name="ods">The organisation, whose lock the caller holds.</param>
    /// <param name="pulses">The trace.</param>
    /// <param name="tree">The organisation's tree.</param>
    /// <param name="seed">Spreads taps over the day.</param>
    /// <param name="progress">Told after each date: share done, date.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Replayed> Run(Ods ods, IReadOnlyList<TracePulse> pulses, TraceTree tree, int seed, Action<double, DateOnly> progress, CancellationToken stop)
    {
        var zone = (await step.Read(ods, stop)).Organisation.TimeZone;
        var days = pulses.Select((pulse, n) => (Pulse: pulse, At: SentAt(zone, pulse, seed, n))).GroupBy(tap => tap.Pulse.Date).OrderBy(day => day.Key).ToList();
        await clock.Set(ods, zone.InstantOf(days[0].Key.Value, TimeOnly.MinValue), stop);
        var driven = await step.Begin(ods, new(WithKeys: false, SkipsQuietTicks: true), stop);
        var taps = new InProcessTaps(ods, admission);
        var seen = new HashSet<(string Person, Week Week)>();

        var (counted, live, done) = (0, 0L, 0);
        foreach (var day in days)
        {
            foreach (var together in day.OrderBy(tap => tap.At).GroupBy(tap => driven.Organisation.Schedule.NextAfter(tap.At)))
            {
                await driven.To(driven.Organisation.Schedule.LatestAt(together.First().At), stop);
                var before = (await Tally.Read(ballot, ods, stop)).Live;
                counted += await taps.Count(together.Select(tap => new InProcessTap(tap.Pulse.Date, seen.Add((tap.Pulse.Person, tap.Pulse.Date.Week)), new(tree.UnitOf(tap.Pulse)), tap.Pulse.Mood)), stop);
                live += (await Tally.Read(ballot, ods, stop)).Live - before;
                driven.TapsCame();
                await driven.To(together.Key, stop);
            }

            progress((done += day.Count()) / (double)pulses.Count, day.Key.Value);
        }

        // 29 days, and on where something is then still on its way up to be released or to expire.
        for (var after = DaysAfter; after <= MostDaysAfter; after++)
        {
            await driven.To(zone.InstantOf(days[^1].Key.Value.AddDays(after + 1), TimeOnly.MinValue), stop);
            if ((await Tally.Read(ballot, ods, stop)).Pending == 0) break;
        }

        return new(counted, live);
    }

    private static DateTimeOffset SentAt(TimeZoneInfo zone, TracePulse pulse, int seed, int n) =>
        zone.InstantOf(pulse.Date.Value, FirstTap.Add(TimeSpan.FromSeconds(Draws.Of(seed, n).Below((int)Spread.TotalSeconds))));
}
