namespace MoralePulse.Domain.Release;

/// <summary>When pools are looked at: every 5 minutes for live pools, 15 for others, aligned to UTC.</summary>
/// <param name="Live">Interval for live pools.</param>
/// <param name="Others">Interval for all other pools, a multiple of <paramref name="Live"/>.</param>
public sealed record TickSchedule(TimeSpan Live, TimeSpan Others)
{
    /// <summary>Every real organisation's schedule.</summary>
    public static TickSchedule Standard { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15));

    /// <summary>A simulated organisation's own, which may be faster: every pool at every tick.</summary>
    public static TickSchedule Every(TimeSpan interval) => new(interval, interval);

    /// <summary>The latest tick at or before an instant.</summary>
    public DateTimeOffset LatestAt(DateTimeOffset instant) => new(instant.UtcTicks - instant.UtcTicks % Live.Ticks, TimeSpan.Zero);

    /// <summary>The first tick after an instant.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => LatestAt(instant) + Live;

    /// <summary>Whether a tick looks at all pools, not only at live ones.</summary>
    public bool LooksAtAll(DateTimeOffset tick) => tick.UtcTicks % Others.Ticks == 0;
}
