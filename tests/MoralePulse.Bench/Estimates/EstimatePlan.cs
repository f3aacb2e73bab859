namespace MoralePulse.Bench.Estimates;

/// <summary>How long a trial of pooled estimates is.</summary>
public sealed record EstimatePlan
{
    /// <summary>Simulated trusts, drawn from seeds 1 and on, with the seasons and waves of their seeds.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>Mean shares of worked shifts after which people tap, 0 to 1.</summary>
    public IReadOnlyList<double> Participation { get; init; } = [0.25, 0.55];

    /// <summary>Weeks after the organisation's opening on whose Mondays its estimates are looked at: while it is young, and when only quiet units still have no chart.</summary>
    public IReadOnlyList<int> LookedAt { get; init; } = [4, 8, 12, 16, 26, 39, 52];
}
