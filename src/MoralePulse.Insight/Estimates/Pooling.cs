namespace MoralePulse.Insight.Estimates;

/// <summary>A share that is probably so, with its interval, all 0 to 1.</summary>
/// <param name="Share">The estimate.</param>
/// <param name="Lower">Lower end of the 90 % interval.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct PooledShare(double Share, double Lower, double Upper);

/// <summary>
/// Estimates the share of all that was tapped in a unit in the window from those of its taps that were released in its own blocks, and its parent's figure. Beta-binomial: the parent's share
/// is the mean of a beta prior whose strength is the organisation's own spread (<see cref="Spread"/>).
/// </summary>
public static class Pooling
{
    /// <summary>Probability that the interval leaves out on either side.</summary>
    public const double Tail = 0.05;

    /// <summary>
    /// The prior counts for half. About half of what is tapped in a unit comes out in its own blocks (the rest in live and cohort blocks, or lifted), and of this half nothing has to be guessed:
    /// only for the rest does the parent speak.
    /// </summary>
    private const double Guessed = 0.5;

    // A beta distribution that is flatter at an end than this is no picture of a share.
    private const double FewestOfAKind = 0.5;

    /// <summary>Estimates a unit's share.</summary>
    /// <param name="unit">Its blocks and its parent's, at least one block of its own.</param>
    /// <param name="spread">How units of its kind differ.</param>
    public static PooledShare Of(PooledUnit unit, Spread spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unit.Own.Taps);
        var prior = Guessed * spread.Strength;
        var share = (prior * unit.ParentShare + unit.Own.Part) / (prior + unit.Own.Taps);

        // Blocks that clump tell less: the interval is as wide as so many fewer taps would make it.
        var weight = prior + unit.Own.Taps / spread.Clumping;
        var beta = new BetaCurve(Math.Max(FewestOfAKind, weight * share), Math.Max(FewestOfAKind, weight * (1 - share)));
        return new(share, Math.Min(share, beta.Quantile(Tail)), Math.Max(share, beta.Quantile(1 - Tail)));
    }
}
