namespace MoralePulse.Domain.Trends;

/// <summary>A rebase date that no point carries, so that nothing begins anew there. A form refuses it and offers the nearest.</summary>
/// <param name="Date">The date.</param>
/// <param name="Before">The last point's date before it, if any.</param>
/// <param name="After">The first point's date after it, if any.</param>
public sealed record UnplacedRebase(DateOnly Date, DateOnly? Before, DateOnly? After)
{
    /// <summary>The rebase dates that no point carries, each once, by date.</summary>
    /// <param name="rebaseDates">The rebase dates, in any order.</param>
    /// <param name="dates">The points' dates, in any order.</param>
    public static IReadOnlyList<UnplacedRebase> Among(IEnumerable<DateOnly> rebaseDates, IEnumerable<DateOnly> dates)
    {
        var sorted = dates.Order().ToList();
        return [.. rebaseDates.Distinct().Order().Select(date => (Date: date, At: sorted.BinarySearch(date))).Where(found => found.At < 0).Select(found => Between(found.Date, ~found.At))];

        UnplacedRebase Between(DateOnly date, int after) => new(date, after > 0 ? sorted[after - 1] : null, after < sorted.Count ? sorted[after] : null);
    }
}
