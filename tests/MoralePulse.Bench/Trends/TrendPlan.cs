namespace MoralePulse.Bench.Trends;

/// <summary>How much is made anew.</summary>
public sealed record TrendPlan
{
    /// <summary>Teams of the organisation.</summary>
    public int Units { get; init; } = 10_000;

    /// <summary>Weeks of history, one block a week and team.</summary>
    public int Weeks { get; init; } = 52;
}
