namespace MoralePulse.Domain.Organisation;

/// <summary>The local date on which a shift began, in its organisation's time zone. A night belongs to the date it began.</summary>
/// <param name="Value">The calendar date.</param>
public readonly record struct ServiceDate(DateOnly Value) : IComparable<ServiceDate>
{
    /// <summary>Taps are accepted from the date itself to this many days later, so that a phone without signal loses nothing.</summary>
    public const int DaysOpen = 3;

    /// <summary>The last local date on which a tap for this date is accepted.</summary>
    public DateOnly ClosesOn => Value.AddDays(DaysOpen);

    /// <summary>The week that the date belongs to.</summary>
    public Week Week => Week.Of(Value);

    /// <summary>Whether a tap for this date is accepted on <paramref name="today"/>.</summary>
    public bool IsOpenOn(DateOnly today) => today >= Value && today <= ClosesOn;

    /// <summary>The dates for which a tap is accepted on <paramref name="today"/>, newest first.</summary>
    public static IEnumerable<ServiceDate> OpenOn(DateOnly today) =>
        Enumerable.Range(0, DaysOpen + 1).Select(days => new ServiceDate(today.AddDays(-days)));

    /// <inheritdoc/>
    public int CompareTo(ServiceDate other) => Value.CompareTo(other.Value);

    /// <summary>Earlier than.</summary>
    public static bool operator <(ServiceDate left, ServiceDate right) => left.Value < right.Value;

    /// <summary>Later than.</summary>
    public static bool operator >(ServiceDate left, ServiceDate right) => left.Value > right.Value;

    /// <summary>Not later than.</summary>
    public static bool operator <=(ServiceDate left, ServiceDate right) => left.Value <= right.Value;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(ServiceDate left, ServiceDate right) => left.Value >= right.Value;
}
