using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;
using static MoralePulse.Web.Charts.ChartFrame;

namespace MoralePulse.Web.Charts;

/// <summary>The lines of a drawing.</summary>
public static class ChartLines
{
    /// <summary>From point to point. It breaks where a period has no figure, and where average and limits begin anew.</summary>
    public static string Values(Trend trend, ChartFrame frame)
    {
        ArgumentNullException.ThrowIfNull(trend);
        ArgumentNullException.ThrowIfNull(frame);
        var path = new System.Text.StringBuilder();
        PeriodPoint? before = null;
        foreach (var point in trend.Points.Where(point => frame.Scale.Shows(point.Date)))
        {
            var joined = before is not null && before.Group == point.Group && frame.Scale.Grain.PeriodsBetween(before.Date, point.Date) == 1;
            path.Append(joined ? 'L' : 'M').Append(N(frame.X(point.Date))).Append(' ').Append(N(frame.Y(point.Value)));
            before = point;
        }

        return path.ToString();
    }

    /// <summary>Averages, one line for each stretch.</summary>
    public static string Averages(Trend trend, ChartFrame frame) => Level(trend, frame, group => group.Mean);

    /// <summary>Lower and upper limits. Where they lie beyond what the drawing spans, they run along its edge.</summary>
    public static string Limits(Trend trend, ChartFrame frame) => Level(trend, frame, group => group.Lower) + Level(trend, frame, group => group.Upper);

    private static string Level(Trend trend, ChartFrame frame, Func<Stretch, double?> value)
    {
        ArgumentNullException.ThrowIfNull(trend);
        ArgumentNullException.ThrowIfNull(frame);
        return string.Concat(trend.Groups.Where(group => group.To >= frame.Scale.First).Select(group =>
            value(group) is { } level ? $"M{N(frame.Begin(group.From))} {N(frame.Y(level))}H{N(frame.End(group.To))}" : ""));
    }
}
