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
    private const double WeekSpread = 0.4;

    /// <summary>Taps of the shifts that began on a date, in the directory's order.</summary>
    public static IEnumerable<SimulatedTap> Of(SimulatedTrust trust, ServiceDate date)
    {
        var around = Around(trust, date.Value);
        foreach (var person in trust.People)
            if (Sends(trust, person, date) is var (shift, sentAt, draws))
                yield return new(person, new(person.Unit, shift.Code, person.StaffGroup), date, sentAt, Mood(trust.Seed, person, date, around(person), draws));
    }

    /// <summary>Probability that somebody's tap is green where the weather is still: a day and a week of hers are normal numbers beside what is always so.</summary>
    public static double ChanceOfGreen(Feeling feeling, double change) => feeling.Always is { } always
        ? always == Domain.Taps.Mood.Green ? 1 : 0
        : NormalCurve.Below((feeling.Baseline + change - GreenAbove) / Math.Sqrt(1 + WeekSpread * WeekSpread));

    /// <summary>When a person sends her first tap of a week; null where she sends none.</summary>
    public static DateTime? FirstOfWeek(SimulatedTrust trust, SimulatedPerson person, Week week) => week.Dates.Min(date => Sends(trust, person, date)?.SentAt);

    // How much better than always a date is for a person, by where she belongs.
    private static Func<SimulatedPerson, double> Around(SimulatedTrust trust, DateOnly date)
    {
        var asked = trust.Weather.Changes.Count == 0 ? null : Asked(trust, date);
        double Change(SimulatedPerson person) => asked?[person.Unit] ?? 0;
        if (!trust.Weather.Moves) return Change;

        var climate = Climate.Of(trust.Seed, date);
        var departments = Enumerable.Range(0, trust.Departments).Select(n => Climate.OfDepartment(trust.Seed, n, date)).ToArray();
        var teams = Enumerable.Range(0, trust.Teams).Select(n => Climate.OfTeam(trust.Seed, n, date)).ToArray();
        return person => climate + departments[person.Feeling.Department] + (person.Feeling.Team < 0 ? 0 : teams[person.Feeling.Team]) + Change(person);
    }

    private static Dictionary<string, double> Asked(SimulatedTrust trust, DateOnly date)
    {
        var own = trust.Weather.Changes.Where(change => change.From <= date).GroupBy(change => change.Unit).ToDictionary(unit => unit.Key, unit => unit.Sum(change => change.By));
        var asked = new Dictionary<string, double>(trust.Units.Count);
        foreach (var unit in trust.Units) asked[unit.Id] = own.GetValueOrDefault(unit.Id) + (unit.ParentId is { } parent ? asked[parent] : 0);
        return asked;
    }

    private static (ShiftPattern Shift, DateTime SentAt, Draws Draws)? Sends(SimulatedTrust trust, SimulatedPerson person, ServiceDate date)
    {
        if (!person.IsDriven || trust.ShiftOf(person, date.Value) is not { } shift) return null;
        var draws = Draws.Of(trust.Seed, (long)Purpose.Tap, person.Index, date.Value.DayNumber);
        return draws.Happens(person.Participation) ? (shift, SentAt(shift, date.Value, draws), draws) : null;
    }

    private static Mood Mood(int seed, SimulatedPerson person, ServiceDate date, double around, Draws draws)
    {
        if (person.Feeling.Always is { } always) return always;
        var week = WeekSpread * Draws.Of(seed, (long)Purpose.PersonMood, person.Index, date.Value.DayNumber / 7).Normal();
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
