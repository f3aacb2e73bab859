using System.Globalization;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>A date below a drawing.</summary>
/// <param name="Date">First date of its period.</param>
/// <param name="Text">"6 Aug", or for a month "Aug": space is short there.</param>
/// <param name="Year">Below the first date of each year that is named; else null.</param>
public sealed record DateTick(DateOnly Date, string Text, string? Year)
{
    /// <summary>The dates that a scale names, at most so many, evenly spread.</summary>
    public static IReadOnlyList<DateTick> Of(ChartScale scale, int most)
    {
        ArgumentNullException.ThrowIfNull(scale);
        var every = Steps(scale.Grain).First(step => (scale.Periods - 1) / step < most);
        var ticks = new List<DateTick>();
        var year = 0;
        for (var at = 0; at < scale.Periods; at += every)
        {
            var date = scale.Grain switch { Grain.Day => scale.First.AddDays(at), Grain.Week => scale.First.AddDays(7 * at), _ => scale.First.AddMonths(at) };
            ticks.Add(new(
                date, date.ToString(scale.Grain == Grain.Month ? "MMM" : "d MMM", CultureInfo.InvariantCulture),
                date.Year == year ? null : date.Year.ToString(CultureInfo.InvariantCulture)));
            year = date.Year;
        }

        return ticks;
    }

    private static IEnumerable<int> Steps(Grain grain)
    {
        int[] fine = grain switch { Grain.Day => [1, 2, 4, 7, 14, 28, 56], Grain.Week => [1, 2, 3, 4, 6, 8, 13, 26], _ => [1, 2, 3, 6] };
        foreach (var step in fine) yield return step;
        for (var step = 2 * fine[^1]; ; step *= 2) yield return step;
    }
}
