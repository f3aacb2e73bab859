using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;
using MoralePulse.Simulation;

namespace MoralePulse.Attack.Tests.Worlds;

/// <summary>What a watcher with the roster knows of a tap: everything but its mood.</summary>
/// <param name="Number">Its place in the order of sending, from 0.</param>
/// <param name="Person">Index of whoever sent it.</param>
/// <param name="Place">Her unit, shift and staff group.</param>
/// <param name="At">When it was counted.</param>
/// <param name="Date">Its service date.</param>
/// <param name="WithWeekPass">Whether it was her first of that week.</param>
internal sealed record SentTap(int Number, int Person, TapPlace Place, DateTimeOffset At, ServiceDate Date, bool WithWeekPass)
{
    /// <summary>What a trust's staff send on some dates, in order, and what each tap is.</summary>
    public static (IReadOnlyList<SentTap> Sent, IReadOnlyList<Mood> Moods) Of(SimulatedTrust trust, DateOnly from, int days, TimeZoneInfo zone)
    {
        var sent = new List<SentTap>();
        var moods = new List<Mood>();
        foreach (var (tap, at) in Enumerable.Range(0, days).SelectMany(day => trust.SentOn(from.AddDays(day))).Select(tap => (Tap: tap, At: tap.SentAtIn(zone))).OrderBy(tap => tap.At))
        {
            sent.Add(new(sent.Count, tap.Person.Index, tap.Place, at, tap.Date, trust.FirstOfWeek(tap.Person, tap.Date.Week) == tap.SentAt));
            moods.Add(tap.Mood);
        }

        return (sent, moods);
    }
}
