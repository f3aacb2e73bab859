namespace MoralePulse.Domain.Trends;

/// <summary>Between which values chance alone keeps a process; or why nobody can tell. They are not clamped: only a drawing ends at 0 and 100.</summary>
public abstract record Limits
{
    /// <summary>Limits in average moving ranges from the mean: 3 sigma, as 3 / 1.128 rounded.</summary>
    private const double Process = 2.66;

    /// <summary>Near limits in average moving ranges from the mean: 2 sigma.</summary>
    private const double Near = 2 * (Process / 3);

    /// <summary>A moving range of this many averages is too large to tell of chance.</summary>
    private const double Screen = 3.267;

    private Limits()
    {
    }

    /// <summary>Limits.</summary>
    /// <param name="Lower">Lower process limit, 3 sigma below the mean.</param>
    /// <param name="Upper">Upper process limit, 3 sigma above it.</param>
    /// <param name="NearLower">2 sigma below.</param>
    /// <param name="NearUpper">2 sigma above.</param>
    public sealed record Known(double Lower, double Upper, double NearLower, double NearUpper) : Limits
    {
        /// <summary>Whether a value lies beyond a limit; on it is inside.</summary>
        public bool IsOutside(double value) => value > Upper || value < Lower;

        /// <summary>Whether a value lies beyond 2 sigma, whether or not it is outside.</summary>
        public bool IsFar(double value) => value > NearUpper || value < NearLower;
    }

    /// <summary>Too few points to tell; only a guarded profile says so.</summary>
    public sealed record TooFewPoints : Limits;

    /// <summary>Not enough variation to chart: the values hardly differ, or there is only one.</summary>
    public sealed record NotEnoughVariation : Limits;

    /// <summary>The limits of a group.</summary>
    /// <param name="baseline">The values that they come from, in order: one or more.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="points">All points of the group.</param>
    /// <param name="options">How the trend is read.</param>
    internal static Limits Of(ReadOnlySpan<double> baseline, double mean, int points, ReadingOptions options)
    {
        if (options.Profile.Guarded && points < Profile.EnoughPoints) return new TooFewPoints();
        if (AverageMovingRange(baseline, options.Screens ?? options.Profile.Screens) is not { } range) return new NotEnoughVariation();
        var limits = new Known(mean - Process * range, mean + Process * range, mean - Near * range, mean + Near * range);
        // A range of nothing, or one that is lost in the mean's last digit
        return options.Profile.Guarded && !(limits.Lower < mean && mean < limits.Upper) ? new NotEnoughVariation() : limits;
    }

    private static double? AverageMovingRange(ReadOnlySpan<double> values, bool screens)
    {
        if (values.Length < 2) return null;
        var ranges = new double[values.Length - 1];
        for (var at = 0; at < ranges.Length; at++) ranges[at] = Math.Abs(values[at + 1] - values[at]);
        var average = Average.Of(ranges);
        if (!screens) return average;

        var kept = 0;
        foreach (var range in ranges)
            if (range < Screen * average)
                ranges[kept++] = range;
        return kept == 0 ? null : Average.Of(ranges.AsSpan(0, kept));
    }
}
