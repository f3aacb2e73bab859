namespace MoralePulse.Insight.Estimates;

/// <summary>A beta distribution. Our own few lines: MathNet.Numerics' inverse distribution functions have had open faults since 2018 (docs/decisions.md).</summary>
/// <param name="A">First shape, above 0.</param>
/// <param name="B">Second shape, above 0.</param>
internal readonly record struct BetaCurve(double A, double B)
{
    /// <summary>Probability of a value below <paramref name="x"/>: the regularised incomplete beta function.</summary>
    public double Below(double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        var front = Math.Exp(A * Math.Log(x) + B * Math.Log(1 - x) + LogGamma(A + B) - LogGamma(A) - LogGamma(B));
        return x < (A + 1) / (A + B + 2) ? front * Fraction(A, B, x) / A : 1 - front * Fraction(B, A, 1 - x) / B;
    }

    /// <summary>The value below which a probability lies, to 1e-12.</summary>
    public double Quantile(double probability)
    {
        var (low, high) = (0.0, 1.0);
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            if (Below(middle) < probability) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    // The continued fraction DLMF 8.17.22 by Lentz's method; it needs some sqrt(max(a, b)) steps.
    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        static double Kept(double value) => Math.Abs(value) < Tiny ? Tiny : value;
        var (c, d) = (1.0, 1 / Kept(1 - (a + b) * x / (a + 1)));
        var fraction = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            (c, d) = (Kept(1 + even / c), 1 / Kept(1 + even * d));
            fraction *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            (c, d) = (Kept(1 + odd / c), 1 / Kept(1 + odd * d));
            fraction *= c * d;
            if (Math.Abs(c * d - 1) < 1e-14) break;
        }

        return fraction;
    }

    // Stirling's series (DLMF 5.11.1) from 10 on; below, by the recurrence.
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++) shift += Math.Log(x);
        var square = x * x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI)
            + (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / (1188.0 * square)) / square) / square) / square) / x - shift;
    }
}
