namespace MoralePulse.Insight.Estimates;

/// <summary>How units of one kind differ in an organisation, and how blocks of one unit do: learned from its own released blocks.</summary>
/// <param name="Correlation">
/// How alike two taps of one unit are beside two of its parent (phi, 0 to 1): units' shares p differ from their parents' P with variance phi P (1 - P).
/// </param>
/// <param name="Clumping">How many times as much the blocks of one unit differ as chance makes them (design effect, 1 or more): weeks and those at work differ, too.</param>
public sealed record Spread(double Correlation, double Clumping)
{
    /// <summary>
    /// What is believed before an organisation has shown anything; it counts like <see cref="UsualUnits"/> units of <see cref="UsualTaps"/> taps, so that a few units of its own decide little.
    /// At a share of 60 % units differ by 11 points then.
    /// </summary>
    private const double UsualCorrelation = 0.05;
    private const double UsualClumping = 1.5;
    private const int UsualUnits = 4;
    private const int UsualTaps = 30;

    // Units are never all alike, even where chance makes it look so (7 points at least); and never say nothing about each other.
    private const double LeastCorrelation = 0.03;
    private const double MostCorrelation = 0.5;

    /// <summary>How many taps the parent's figure counts like (m of a beta prior with mean P): 1 / phi - 1.</summary>
    public double Strength => 1 / Correlation - 1;

    /// <summary>Learns from all units of a kind that have a block in the window.</summary>
    public static Spread Of(IReadOnlyCollection<PooledUnit> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        var clumping = ClumpingOf(units);
        return new(CorrelationOf(units, clumping), clumping);
    }

    // Blocks as clusters: scatter of blocks about their unit's share over what chance would make it. Source: J. N. K. Rao and A. J. Scott, Biometrics 48 (1992) 577-585.
    private static double ClumpingOf(IReadOnlyCollection<PooledUnit> units)
    {
        const double ByChance = UsualUnits * UsualTaps * 0.2;
        return Math.Max(1, (units.Sum(unit => unit.Own.Scatter) + UsualClumping * ByChance) / (units.Sum(unit => unit.Own.ScatterByChance) + ByChance));
    }

    // The phi at which Pearson's statistic equals its degrees of freedom, the variance of a unit's taps being n P (1 - P) (1 + (n - 1) phi), n its taps over the clumping. A unit that makes
    // up part of its parent cannot differ from it by so much: it counts as that much less of a degree of freedom. Source: D. A. Williams, Applied Statistics 31 (1982) 144-148, model II.
    private static double CorrelationOf(IReadOnlyCollection<PooledUnit> units, double clumping)
    {
        var told = units.Where(unit => unit.ParentShare is > 0 and < 1).Select(unit => (
            Taps: unit.Own.Taps / clumping,
            Pearson: unit.Own.Taps / clumping * Math.Pow(unit.Own.Share - unit.ParentShare, 2) / (unit.ParentShare * (1 - unit.ParentShare)),
            Freedom: 1 - Math.Min(1, unit.Own.Taps / (double)unit.ParentTaps))).ToList();
        told.AddRange(Enumerable.Repeat((Taps: (double)UsualTaps, Pearson: 1 + (UsualTaps - 1) * UsualCorrelation, Freedom: 1.0), UsualUnits));
        var freedom = told.Sum(unit => unit.Freedom);

        var (low, high) = (LeastCorrelation, MostCorrelation);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (told.Sum(unit => unit.Pearson / (1 + Math.Max(0, unit.Taps - 1) * middle)) > freedom) low = middle;
            else high = middle;
        }

        return low;
    }
}
