namespace MoralePulse.Bench.Drain;

/// <summary>How large the crowd is that comes back after an outage.</summary>
public sealed record DrainPlan
{
    /// <summary>Phones, each with one tap in its outbox.</summary>
    public int Outboxes { get; init; } = 2000;

    /// <summary>Until a phone tries again, as in <c>client/outbox.ts</c>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest that it waits between two tries, but for chance: as in <c>client/outbox.ts</c>.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Times that phones have tried again, on average, before the database comes back: after five each waits as long as it ever does.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>How long the database was away, by the service's clock.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromMinutes(10);
}
