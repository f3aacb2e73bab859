using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>Neighbouring points of one special cause.</summary>
/// <param name="Cause">The special cause.</param>
/// <param name="From">The first point.</param>
/// <param name="To">The last point.</param>
/// <param name="Points">How many.</param>
public sealed record SpecialRun(PointCause Cause, PeriodPoint From, PeriodPoint To, int Points)
{
    /// <summary>A trend's special causes, by date.</summary>
    public static IReadOnlyList<SpecialRun> Of(Trend trend)
    {
        ArgumentNullException.ThrowIfNull(trend);
        var runs = new List<SpecialRun>();
        PeriodPoint? before = null;
        foreach (var point in trend.Points)
        {
            if (point.Cause is { } cause)
            {
                if (before?.Cause == cause && before.Group == point.Group) runs[^1] = runs[^1] with { To = point, Points = runs[^1].Points + 1 };
                else runs.Add(new(cause, point, point, 1));
            }

            before = point;
        }

        return runs;
    }
}
