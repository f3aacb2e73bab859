namespace MoralePulse.Bench.Signals;

/// <summary>How long a trial of signals is.</summary>
public sealed record SignalPlan
{
    /// <summary>Simulated trusts, drawn from seeds 1 and on.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>Weeks of history before the drop. Default: half a year, so that a whole year is simulated.</summary>
    public int History { get; init; } = 26;

    /// <summary>Mean shares of worked shifts after which people tap, 0 to 1.</summary>
    public IReadOnlyList<double> Participation { get; init; } = [0.25, 0.55];

    /// <summary>Weeks within which a drop should be told of: half a year.</summary>
    public const int Patience = 26;

    /// <summary>The drop, in percentage points of green.</summary>
    public const double Drop = 15;

    /// <summary>Weeks that are simulated.</summary>
    public int Weeks => History + Patience;
}
