namespace MoralePulse.Domain.Trends;

/// <summary>One period's value of a trend. A period without a value is left out: it has no observation.</summary>
public readonly record struct Observation
{
    /// <summary>Largest value, either sign: far above any count of a trust, and far below where sums of doubles overflow.</summary>
    public const double Largest = 1e12;

    /// <summary>A value of a period.</summary>
    /// <param name="date">The first date of the period.</param>
    /// <param name="value">The value: per cent (0 to 100) for a share, a count otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, or beyond <see cref="Largest"/>.</exception>
    public Observation(DateOnly date, double value)
    {
        if (!(Math.Abs(value) <= Largest)) throw new ArgumentOutOfRangeException(nameof(value), value, "An observation is a number: leave out a period without one.");
        (Date, Value) = (date, value);
    }

    /// <summary>The first date of the period.</summary>
    public DateOnly Date { get; }

    /// <summary>The value: per cent (0 to 100) for a share, a count otherwise.</summary>
    public double Value { get; }

    /// <summary>A share in per cent. Equal shares are the same double whatever they are shares of, so that a period equal to another is seen to be.</summary>
    /// <param name="date">The first date of the period.</param>
    /// <param name="part">What is counted.</param>
    /// <param name="whole">All of it: 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An empty whole, or a part outside it.</exception>
    public static Observation OfShare(DateOnly date, long part, long whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        return new(date, 100.0 * part / whole);
    }
}
