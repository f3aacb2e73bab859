using MoralePulse.Domain.Organisation;

namespace MoralePulse.Domain.Trends;

/// <summary>One period of a series.</summary>
/// <param name="Observation">Its first date and value.</param>
/// <param name="N">Taps that the value stands on; null for a count.</param>
public readonly record struct Period(Observation Observation, long? N);

/// <summary>The values of a trend, one for each period that has any: a period without a released block is no period of it.</summary>
/// <param name="Complete">Periods that are over, by date: the only ones that are judged.</param>
/// <param name="SoFar">The period that is not over yet; null where nothing of it was released.</param>
public sealed record TrendSeries(IReadOnlyList<Period> Complete, Period? SoFar)
{
    /// <summary>
    /// Weeks after its own for which a week's reach is still being counted: taps may wait in their team for 14 days and then in their department, and a
    /// week that is judged before they have come would always look low.
    /// </summary>
    public const int WeeksUntilReachIsCounted = 3;

    /// <summary>Whether the last complete period stands on fewer than half as many taps as the median of all: its share leaves the limits of usual ones by chance.</summary>
    public bool EndsThin
    {
        get
        {
            var taps = Complete.Select(period => period.N ?? 0).Order().ToArray();
            return taps.Length > 0 && 2 * Complete[^1].N < (taps[(taps.Length - 1) / 2] + taps[taps.Length / 2]) / 2.0;
        }
    }

    /// <summary>
    /// How many periods a trend looks back, the one that is not over included: eight weeks of days, a year of weeks, three years of months. Limits from longer ago would judge
    /// today by another organisation; a leader rebases where even that is too long.
    /// </summary>
    public static int Periods(Grain grain) => grain switch
    {
        Grain.Day => 56,
        Grain.Week => 53,
        _ => 37,
    };

    /// <summary>The first date that a trend looks at.</summary>
    /// <param name="grain">How long its periods are.</param>
    /// <param name="today">The organisation's date.</param>
    public static DateOnly FirstDate(Grain grain, DateOnly today) => grain switch
    {
        Grain.Day => today.AddDays(1 - Periods(grain)),
        Grain.Week => grain.StartOf(today).AddDays(7 * (1 - Periods(grain))),
        _ => grain.StartOf(today).AddMonths(1 - Periods(grain)),
    };

    /// <summary>The series of a share or of taps.</summary>
    /// <param name="days">Sums by release date, in any order.</param>
    /// <param name="grain">How long the periods are.</param>
    /// <param name="measure">Any but reach.</param>
    /// <param name="today">The organisation's date: its own period is not over.</param>
    public static TrendSeries Of(IEnumerable<DaySums> days, Grain grain, Measure measure, DateOnly today)
    {
        if (measure == Measure.Reach) throw new ArgumentOutOfRangeException(nameof(measure), measure, "Reach is counted by week passes, not by blocks.");
        var first = FirstDate(grain, today);
        var periods = days.Where(day => day.Date >= first && day.Date <= today && day.Total > 0).GroupBy(day => grain.StartOf(day.Date)).OrderBy(period => period.Key)
            .Select(period => Of(period.Key, measure, period.Sum(day => day.Green), period.Sum(day => day.Red), period.Sum(day => day.Total))).ToList();
        return Split(periods, grain.StartOf(today));
    }

    /// <summary>The series of reach, by week; weeks that are still being counted are left out.</summary>
    /// <param name="weeks">Different people at least, by week.</param>
    /// <param name="today">The organisation's date.</param>
    public static TrendSeries OfReach(IEnumerable<(Week Week, int People)> weeks, DateOnly today)
    {
        var first = FirstDate(Grain.Week, today);
        var counted = Week.Of(today).Monday.AddDays(-7 * WeeksUntilReachIsCounted);
        return new([.. weeks.Where(week => week.Week.Monday >= first && week.Week.Monday < counted).OrderBy(week => week.Week.Monday)
            .Select(week => new Period(new(week.Week.Monday, week.People), null))], null);
    }

    private static Period Of(DateOnly date, Measure measure, long green, long red, long total) => measure switch
    {
        Measure.ShareGreen => new(Observation.OfShare(date, green, total), total),
        Measure.ShareRed => new(Observation.OfShare(date, red, total), total),
        _ => new(new(date, total), null),
    };

    private static TrendSeries Split(List<Period> periods, DateOnly current) => periods is [.., var last] && last.Observation.Date == current
        ? new(periods[..^1], last)
        : new(periods, null);
}
