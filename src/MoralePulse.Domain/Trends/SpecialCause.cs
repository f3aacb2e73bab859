namespace MoralePulse.Domain.Trends;

/// <summary>A pattern that chance seldom makes. A point that several name is named by the first.</summary>
public enum Rule
{
    /// <summary>One point beyond a process limit.</summary>
    Outside,

    /// <summary>Seven points that each rise, or each fall.</summary>
    Trend,

    /// <summary>Three points on one side of the mean, of which two are beyond 2 sigma: those two.</summary>
    TwoInThree,

    /// <summary>Seven points on one side of the mean.</summary>
    Shift,
}

/// <summary>Why a point is unlikely to be chance, and what that means. A point of common cause has none.</summary>
/// <param name="Rule">The pattern that names it.</param>
/// <param name="Way">Above or rising, below or falling.</param>
/// <param name="Meaning">For better or worse.</param>
public readonly record struct SpecialCause(Rule Rule, Way Way, Meaning Meaning);
