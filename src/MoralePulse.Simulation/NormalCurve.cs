namespace MoralePulse.Simulation;

/// <summary>The normal distribution with mean 0 and standard deviation 1.</summary>
internal static class NormalCurve
{
    /// <summary>Probability of a value below <paramref name="x"/>, to 1e-7. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17.</summary>
    public static double Below(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0 ? tail : 1 - tail;
    }
}
