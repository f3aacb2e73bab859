namespace MoralePulse.Domain.Trends;

/// <summary>A trend as it was read: all that a page, an answer or a signal needs. A trend without any observation has no point, no group and no icon.</summary>
public sealed class Reading
{
    internal Reading(ReadingOptions options, TrendPoint[] points, RebaseGroup[] groups)
    {
        (Options, Points, Groups) = (options, points, groups);
        UnplacedRebases = options.RebaseDates.Count == 0 ? [] : UnplacedRebase.Among(options.RebaseDates, points.Select(point => point.Date));
        if (points is [.., var last])
        {
            Variation = VariationRule.Of(last);
            Assurance = AssuranceRule.Of(last.Group, options);
            Run = Run.Of(points);
        }
    }

    /// <summary>How it was read.</summary>
    public ReadingOptions Options { get; }

    /// <summary>Every period that has a value, by date. Periods without one are not here, and changed nothing.</summary>
    public IReadOnlyList<TrendPoint> Points { get; }

    /// <summary>Its groups, by date.</summary>
    public IReadOnlyList<RebaseGroup> Groups { get; }

    /// <summary>Rebase dates that no point carries: they changed nothing.</summary>
    public IReadOnlyList<UnplacedRebase> UnplacedRebases { get; }

    /// <summary>The last point.</summary>
    public TrendPoint? Latest => Points is [.., var last] ? last : null;

    /// <summary>The variation icon; null where the last point is not judged.</summary>
    public Variation? Variation { get; }

    /// <summary>The assurance icon; null without a target, a better direction, or limits to hold it against.</summary>
    public Assurance? Assurance { get; }

    /// <summary>What the last point's special cause rests on, and since when; null where it has none.</summary>
    public Run? Run { get; }
}
