using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Simulation;

/// <summary>Who works on a date, who taps, when, and how it felt.</summary>
internal static class SimulatedDay
{
    /// <summary>Hours after the end of a shift by which everybody who taps has tapped.</summary>
    public const int LatestHours = 14;

    // A person's day has standard deviation 1; with people, teams and weeks about 0.6 green, 0.25 amber, 0.15 red.
    private const double GreenAbove = -0.35;
    private const double RedBelow = -1.4;

    /// <summary>Taps of the shifts that began on a date, in the directory's order.</summary>
    public static IEnumerable<SimulatedTap> Of(SimulatedTrust trust, ServiceDate date)
    {
        var climate = Climate.Of(trust.Seed, date.Value);
        var departments = Enumerable.Range(0, trust.Departments).Select(n => Climate.OfDepartment(trust.Seed, n, date.Value)).ToArray();
        var teams = Enumerable.Range(0, trust.Teams).Select(n => Climate.OfTeam(trust.Seed, n, date.Value)).ToArray();
        foreach (var person in trust.People)
        {
            if (Sends(trust, person, date) is not var (shift, sentAt, draws)) continue;
            var around = climate + departments[person.Feeling.Department] + (person.Feeling.Team < 0 ? 0 : teams[person.Feeling.Team]);
            yield return new(person, new(person.Unit, shift.Code, person.StaffGroup), date, sentAt, Mood(trust.Seed, person, date, around, draws));
        }
    }

    /// <summary>When a person sends her first tap of a week; null where she sends none.</summary>
    public static DateTime? FirstOfWeek(SimulatedTrust trust, SimulatedPerson person, Week week) => week.Dates.Min(date => Sends(trust, person, date)?.SentAt);

    private static (ShiftPattern Shift, DateTime SentAt, Draws Draws)? Sends(SimulatedTrust trust, SimulatedPerson person, ServiceDate date)
    {
        if (!person.IsDriven || trust.ShiftOf(person, date.Value) is not { } shift) return null;
        var draws = Draws.Of(trust.Seed, (long)Purpose.Tap, person.Index, date.Value.DayNumber);
        return draws.Happens(person.Participation) ? (shift, SentAt(shift, date.Value, draws), draws) : null;
    }

    private static Mood Mood(int seed, SimulatedPerson person, ServiceDate date, double around, Draws draws)
    {
        if (person.Feeling.Always is { } always) return always;
        var week = 0.4 * Draws.Of(seed, (long)Purpose.PersonMood, person.Index, date.Value.DayNumber / 7).Normal();
        var feels = person.Feeling.Baseline + around + week + draws.Normal();
        return feels > GreenAbove ? Domain.Taps.Mood.Green : feels < RedBelow ? Domain.Taps.Mood.Red : Domain.Taps.Mood.Amber;
    }

    // Most tap while they leave, some on a break before, some at home, to the second.
    private static DateTime SentAt(ShiftPattern shift, DateOnly date, Draws draws)
    {
        var ends = (shift.Ends <= shift.Starts ? date.AddDays(1) : date).ToDateTime(shift.Ends);
        var minutes = draws.Uniform() switch
        {
            < 0.78 => 4 + 11 * draws.Normal(),
            < 0.88 => -150 * draws.Uniform(),
            _ => 30 + (LatestHours * 60 - 31) * Math.Pow(draws.Uniform(), 3),
        };
        return ends.AddSeconds(Math.Floor(60 * Math.Clamp(minutes, -150, LatestHours * 60 - 1)));
    }
}
