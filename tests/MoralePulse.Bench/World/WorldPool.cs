using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Bench.World;

/// <summary>One pool in memory: what the ballot side keeps of it, and nothing else.</summary>
internal sealed class WorldPool(Home home, int target)
{
    private readonly Dictionary<ServiceDate, int> dates = [];
    private readonly Dictionary<Week, int> weeks = [];
    private readonly List<DateTimeOffset> arrivals = [];
    private PoolCounts counts;
    private int target = target;
    private int held;
    private DateOnly? since;

    public int Total => counts.Total;

    /// <summary>What a rule may see of it.</summary>
    public Pool Seen => new(home, counts, Math.Max(dates.Values.DefaultIfEmpty().Max(), weeks.Values.DefaultIfEmpty().Max()), target, held, since);

    /// <summary>Whether a tick would look at it at all.</summary>
    public bool HasReachedTarget => counts.Total >= target;

    public void Add(Mood mood, ServiceDate date, bool withWeekPass, DateTimeOffset at, DateOnly today)
    {
        counts += PoolCounts.Of(mood);
        arrivals.Add(at);
        dates[date] = dates.GetValueOrDefault(date) + 1;
        if (withWeekPass) weeks[date.Week] = weeks.GetValueOrDefault(date.Week) + 1;
        since ??= today;
    }

    /// <summary>How long each tap has waited until an instant.</summary>
    public IReadOnlyList<TimeSpan> WaitsUntil(DateTimeOffset instant) => [.. arrivals.Select(at => instant - at)];

    public void Fail(int nextTarget) => (target, held) = (nextTarget, counts.Total);

    /// <summary>Takes all of another pool's taps.</summary>
    public void Take(WorldPool other, Lift lift, DateOnly today)
    {
        counts += other.counts;
        arrivals.AddRange(other.arrivals);
        foreach (var (date, taps) in other.dates) dates[date] = dates.GetValueOrDefault(date) + taps;
        foreach (var (week, passes) in other.weeks) weeks[week] = weeks.GetValueOrDefault(week) + passes;
        since ??= today;
        held += lift.Held;
        if (lift.MarkedTarget is { } marked) target = Math.Max(target, marked);
    }

    public void Empty(int nextTarget)
    {
        (counts, target, held, since) = (default, nextTarget, 0, null);
        dates.Clear();
        weeks.Clear();
        arrivals.Clear();
    }
}
