using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Issuance.Import;
using MoralePulse.Simulation;

namespace MoralePulse.Web.Simulation;

/// <summary>Lets the demonstration's staff tap in process up to an instant, an hour at a time, as if the service had been there.</summary>
/// <param name="step">What happens when a clock moves.</param>
/// <param name="clock">The stored clock.</param>
/// <param name="admission">Spends and counts.</param>
internal sealed class DemonstrationHistory(SimulationStep step, SimulatedClock clock, Admission admission)
{
    /// <summary>Days of history of a new trust: half a year.</summary>
    public const int Days = 182;

    private static readonly Driving Driving = new(WithKeys: false, SkipsQuietTicks: true, TickSchedule.Every(TimeSpan.FromHours(1)));

    /// <summary>Sets a new trust's clock to where its history begins.</summary>
    public async Task Begin(DateTimeOffset end, CancellationToken stop)
    {
        var zone = (await step.Read(DemonstrationTrust.Ods, stop)).Organisation.TimeZone;
        await clock.Set(DemonstrationTrust.Ods, zone.InstantOf(zone.DateAt(end).AddDays(-Days), TimeOnly.MinValue), stop);
    }

    /// <summary>Moves the clock from where it stands to an instant, with everything that its staff send on the way.</summary>
    /// <param name="trust">The trust.</param>
    /// <param name="end">Where the clock is left.</param>
    /// <param name="progress">Told after each day: share done, taps so far.</param>
    /// <param name="stop">Cancels between hours; what is done stays, and the next run goes on.</param>
    /// <returns>Taps counted.</returns>
    public async Task<int> Run(SimulatedTrust trust, DateTimeOffset end, Action<double, int> progress, CancellationToken stop)
    {
        var driven = await step.Begin(DemonstrationTrust.Ods, Driving, stop);
        var (zone, start, counted) = (driven.Organisation.TimeZone, driven.Now, 0);
        var taps = new InProcessTaps(DemonstrationTrust.Ods, admission);
        for (var date = zone.DateAt(start); date <= zone.DateAt(end); date = date.AddDays(1))
        {
            var sent = trust.SentOn(date).Select(tap => (Tap: tap, At: tap.SentAtIn(zone))).Where(tap => tap.At >= start && tap.At < end).OrderBy(tap => tap.At);
            foreach (var hour in sent.GroupBy(tap => Driving.Schedule!.NextAfter(tap.At)))
            {
                await driven.To(Later(Driving.Schedule!.LatestAt(hour.First().At), driven.Now), stop);
                counted += await taps.Count(hour.Select(tap => new InProcessTap(tap.Tap.Date, trust.FirstOfWeek(tap.Tap.Person, tap.Tap.Date.Week) == tap.Tap.SentAt, tap.Tap.Place, tap.Tap.Mood)), stop);
                driven.TapsCame();
                await driven.To(hour.Key < end ? hour.Key : end, stop);
            }

            progress((driven.Now - start) / (end - start), counted);
        }

        await driven.To(end, stop);
        await driven.Stand(stop);
        progress(1, counted);
        return counted;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
