using System.Globalization;

namespace MoralePulse.Bench.Estimates;

/// <summary>A trial of estimates as a table, with its verdict.</summary>
internal static class EstimateReport
{
    /// <summary>Whether, of all of a measure's estimates, the estimate is nearer on average than the parent's figure, and the interval covers about as often as it says.</summary>
    public static bool IsGood(EstimateTally tally) => tally.ErrorOfEstimate < tally.ErrorOfParent && tally.Covered is >= Least and <= Most;

    /// <summary>Least share of 90 % intervals that hold what was tapped.</summary>
    public const double Least = 0.85;

    /// <summary>Most: where most of what was tapped was released, it is better known than an interval made for half of it says.</summary>
    public const double Most = 0.98;

    public static void Write(IReadOnlyList<EstimateTally> tallies, TextWriter output)
    {
        output.WriteLine("Pooled estimates against what was tapped in the unit in the same 13 weeks, in percentage points (mean distances):");
        output.WriteLine("| taking part | estimates of | number | parent's figure | own blocks | estimate | interval holds | its width |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var tally in tallies.OrderBy(tally => tally.Participation).ThenBy(tally => tally.Group, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {tally.Participation:P0} | {tally.Group} | {tally.Count} | {tally.ErrorOfParent:0.0} | {tally.ErrorOfOwn:0.0} | {tally.ErrorOfEstimate:0.0} | {tally.Covered:P0} | {tally.Width:0} |"));
    }
}
