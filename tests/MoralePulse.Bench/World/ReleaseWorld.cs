using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Bench.World;

/// <summary>An organisation's pools in memory, moved by the domain's own rules as the service moves them, without its database.</summary>
/// <param name="homes">The pools that it has.</param>
/// <param name="limits">Its release parameters.</param>
/// <param name="zone">Its time zone.</param>
/// <param name="chance">Seeded, so that a world can be had again.</param>
internal sealed class ReleaseWorld(Homes homes, ReleaseLimits limits, TimeZoneInfo zone, IChance chance)
{
    private static readonly TickSchedule Schedule = TickSchedule.Standard;

    private readonly SortedDictionary<Home, WorldPool> pools = new(Comparer<Home>.Create(
        (one, other) => one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : string.CompareOrdinal(one.Code, other.Code)));
    private readonly SortedSet<DateTimeOffset> due = [];

    public List<ReleasedBlock> Blocks { get; } = [];

    public long Admitted { get; private set; }

    public long Expired { get; private set; }

    public long Pending => pools.Values.Sum(pool => (long)pool.Total);

    public void Admit(TapPlace place, Mood mood, ServiceDate date, bool withWeekPass, DateTimeOffset at)
    {
        To(at);
        var today = zone.DateAt(at);
        Pool(homes.Draw(place, today, chance)).Add(mood, date, withWeekPass, at, today);
        Admitted++;
        LookAfter(at);
    }

    /// <summary>The daily close, after its moment's tick.</summary>
    public void Close(DateOnly today)
    {
        var at = zone.InstantOf(today, DailyClose.At);
        To(at);
        foreach (var lift in DailyClose.Plan(pools.Values.Select(pool => pool.Seen).ToList(), homes, limits, today, chance).OrderBy(lift => lift.Step))
        {
            var from = pools[lift.From];
            if (lift.To is { } to) Pool(to).Take(from, lift, today);
            else Expired += from.Total;
            from.Empty(lift.EmptiedTarget);
        }

        LookAfter(at);
    }

    /// <summary>Does the ticks up to an instant. A tick before which nothing came would decide nothing that the one before it did not.</summary>
    private void To(DateTimeOffset instant)
    {
        while (due.Count > 0 && due.Min <= instant)
        {
            var tick = due.Min;
            due.Remove(tick);
            Tick(tick);
        }
    }

    private void Tick(DateTimeOffset tick)
    {
        var all = Schedule.LooksAtAll(tick);
        foreach (var (home, pool) in pools)
        {
            if (!(all || home.Kind == HomeKind.Live) || !pool.HasReachedTarget) continue;
            var seen = pool.Seen;
            switch (ReleaseRule.Decide(seen, limits, chance))
            {
                case Verdict.Release release:
                    Blocks.Add(new(home, [.. homes.PathOf(home).Select(unit => unit.Id)], zone.DateAt(tick), seen.Counts, tick, pool.WaitsUntil(tick)));
                    pool.Empty(release.NextTarget);
                    break;
                case Verdict.FailedCheck failed:
                    pool.Fail(failed.NextTarget);
                    break;
            }
        }
    }

    // The next tick of live pools, and the next that looks at all.
    private void LookAfter(DateTimeOffset at)
    {
        var next = Schedule.NextAfter(at);
        due.Add(next);
        while (!Schedule.LooksAtAll(next)) next += Schedule.Live;
        due.Add(next);
    }

    private WorldPool Pool(Home home)
    {
        if (!pools.TryGetValue(home, out var pool)) pools[home] = pool = new(home, limits.DrawTarget(chance));
        return pool;
    }
}
