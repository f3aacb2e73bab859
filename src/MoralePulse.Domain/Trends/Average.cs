namespace MoralePulse.Domain.Trends;

/// <summary>
/// An arithmetic mean that is right to the last bit or next to it. A plain sum of equal fractions can end a hair beside them, and then every point of a series that never changed
/// would lie on one side of its average.
/// </summary>
internal static class Average
{
    /// <summary>The mean of one or more values.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        var mean = (sum + lost) / values.Length;
        return mean + (Math.FusedMultiplyAdd(-mean, values.Length, sum) + lost) / values.Length;
    }
}
