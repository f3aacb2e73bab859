using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>Which periods and which values a drawing spans. Small multiples share one.</summary>
/// <param name="Grain">How long the periods are.</param>
/// <param name="First">First date of the first period that is drawn.</param>
/// <param name="Last">First date of the last.</param>
/// <param name="Low">Lowest value.</param>
/// <param name="High">Highest value.</param>
/// <param name="Step">From one line of the grid to the next.</param>
public sealed record ChartScale(Grain Grain, DateOnly First, DateOnly Last, double Low, double High, double Step)
{
    private const double NarrowestShare = 20; // a chart that zooms in further makes chance look like news

    /// <summary>Periods from the first to the last.</summary>
    public int Periods => Grain.PeriodsBetween(First, Last) + 1;

    /// <summary>The values that the grid and its labels stand at.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (var tick = 0; Low + tick * Step <= High + Step / 2; tick++) yield return Low + tick * Step;
        }
    }

    /// <summary>Whether a period is drawn.</summary>
    public bool Shows(DateOnly date) => date >= First && date <= Last;

    /// <summary>The scale on which every given trend fits; null where none has a point.</summary>
    /// <param name="trends">One or more trends of one grain and measure.</param>
    /// <param name="most">Most periods that are drawn: the latest.</param>
    public static ChartScale? Of(IReadOnlyCollection<Trend> trends, int most)
    {
        ArgumentNullException.ThrowIfNull(trends);
        var dates = trends.SelectMany(trend => trend.Points.Select(point => point.Date).Concat(SoFar(trend).Select(soFar => soFar.Date))).ToList();
        if (dates.Count == 0) return null;
        var words = ChartWords.Of(trends.First());
        var last = dates.Max();
        var first = dates.Where(date => words.Grain.PeriodsBetween(date, last) < most).Min();
        var values = trends.SelectMany(trend => Values(trend, first)).ToList();
        return words.IsShare ? Shares(words.Grain, first, last, values) : Counts(words.Grain, first, last, values);
    }

    private static IEnumerable<double> Values(Trend trend, DateOnly first) =>
        trend.Points.Where(point => point.Date >= first).Select(point => point.Value)
            .Concat(SoFar(trend).Select(soFar => soFar.Value))
            .Concat(trend.Groups.Where(group => group.To >= first).SelectMany(group => new[] { group.Mean, group.Lower ?? group.Mean, group.Upper ?? group.Mean }))
            .Concat(trend.Target is { } target ? [target.Value] : []);

    private static IEnumerable<PeriodSoFar> SoFar(Trend trend) => trend.SoFar is { } soFar ? [soFar] : [];

    private static ChartScale Shares(Grain grain, DateOnly first, DateOnly last, List<double> values)
    {
        // Limits may lie where no share can be: the rules see them there, the drawing ends at 0 and 100.
        var (low, high) = (Math.Clamp(values.Min(), 0, 100), Math.Clamp(values.Max(), 0, 100));
        if (high - low < NarrowestShare)
        {
            low = Math.Clamp((low + high - NarrowestShare) / 2, 0, 100 - NarrowestShare);
            high = low + NarrowestShare;
        }

        var step = high - low > 60 ? 20 : high - low > 25 ? 10 : 5;
        return new(grain, first, last, Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    private static ChartScale Counts(Grain grain, DateOnly first, DateOnly last, List<double> values)
    {
        var high = Math.Max(values.Max(), 4);
        var size = Math.Pow(10, Math.Floor(Math.Log10(high / 4)));
        var step = (high / 4 / size) switch { <= 1 => size, <= 2 => 2 * size, <= 5 => 5 * size, _ => 10 * size };
        return new(grain, first, last, 0, Math.Ceiling(high / step) * step, step);
    }
}
