using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>A numbered flag above a drawing, where a leader wrote something.</summary>
/// <param name="Number">Its number in the list below the chart.</param>
/// <param name="Rebases">Whether average and limits begin anew there.</param>
/// <param name="LineX">Where its line stands: at its period, or before it where lines begin anew.</param>
/// <param name="X">The flag's middle: beside the one before it where they would cover each other.</param>
public sealed record MarkFlag(int Number, bool Rebases, double LineX, double X)
{
    /// <summary>Half a flag's width.</summary>
    public const double Half = 9;

    /// <summary>The flags of the periods that are drawn.</summary>
    public static IReadOnlyList<MarkFlag> Of(Trend trend, ChartFrame frame)
    {
        ArgumentNullException.ThrowIfNull(trend);
        ArgumentNullException.ThrowIfNull(frame);
        var flags = new List<MarkFlag>();
        for (var at = 0; at < trend.Annotations.Count; at++)
        {
            var mark = trend.Annotations[at];
            if (!frame.Scale.Shows(mark.Date)) continue;
            // By day or month a new beginning that was set at a week stands where the next period begins.
            var line = mark.Rebases ? frame.Begin(trend.Groups.Skip(1).Select(group => group.From).FirstOrDefault(from => from >= mark.Date, mark.Date)) : frame.X(mark.Date);
            flags.Add(new(at + 1, mark.Rebases, line, flags is [.., var before] ? Math.Max(line, before.X + 2 * Half + 2) : Math.Max(line, Half)));
        }

        // Pushed over the edge: back again, from the last one on
        for (var (at, most) = (flags.Count - 1, frame.Size.Width - Half - 1.0); at >= 0 && flags[at].X > most; at--, most -= 2 * Half + 2) flags[at] = flags[at] with { X = most };
        return flags;
    }
}
