namespace MoralePulse.Domain.Trends;

/// <summary>What the last point's special cause rests on: how long its pattern has lasted.</summary>
/// <param name="Cause">The last point's special cause.</param>
/// <param name="Since">The date of the pattern's first point.</param>
/// <param name="Points">
/// Shift: points in a row on this side. Trend: points in a row that rose or fell. Outside: points in a row beyond this limit. Two of three: those of the last three that are beyond 2 sigma.
/// </param>
public sealed record Run(SpecialCause Cause, DateOnly Since, int Points)
{
    /// <summary>The run that ends with the last point; null where that is of common cause or not judged.</summary>
    internal static Run? Of(ReadOnlySpan<TrendPoint> points)
    {
        if (points.IsEmpty || points[^1] is not { Cause: { } cause, Group: var group }) return null;
        var own = points[^group.Points..];
        if (cause.Rule == Rule.TwoInThree) return TwoOfThree(cause, own);
        var from = own.Length - 1;
        while (from > 0 && GoesOn(cause, own[from - 1], own[from])) from--;
        return new(cause, own[from].Date, own.Length - from);
    }

    private static bool GoesOn(SpecialCause cause, TrendPoint earlier, TrendPoint later) => cause.Rule switch
    {
        Rule.Trend => cause.Way == Way.High ? later.Value > earlier.Value : later.Value < earlier.Value,
        Rule.Outside => earlier.Side == later.Side && earlier.Group.Limits is Limits.Known limits && limits.IsOutside(earlier.Value),
        _ => earlier.Side == later.Side,
    };

    private static Run TwoOfThree(SpecialCause cause, ReadOnlySpan<TrendPoint> own)
    {
        var (since, points) = (own[^1].Date, 0);
        foreach (var point in own[^3..])
        {
            if (point.Group.Limits is not Limits.Known limits || !limits.IsFar(point.Value)) continue;
            if (points++ == 0) since = point.Date;
        }

        return new(cause, since, points);
    }
}
