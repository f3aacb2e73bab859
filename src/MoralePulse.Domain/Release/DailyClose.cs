namespace MoralePulse.Domain.Release;

/// <summary>A pool that moves whole to its parent's pool, or expires.</summary>
/// <param name="From">The pool that is emptied.</param>
/// <param name="To">The pool that takes its taps; null where the organisation's residue expires.</param>
/// <param name="Counts">The taps that move.</param>
/// <param name="EmptiedTarget">Fresh target of the emptied pool.</param>
/// <param name="Held">How many of them a failed check has held back: the pool that takes them holds so many more.</param>
/// <param name="MarkedTarget">Where some are held: least target of the pool that takes them; else null.</param>
/// <param name="Step">Order in which the moves must be made: every move of a smaller step first.</param>
public sealed record Lift(Home From, Home? To, PoolCounts Counts, int Held, int EmptiedTarget, int? MarkedTarget, int Step);

/// <summary>The daily close, at 07:30 local after that moment's tick. Lifting never releases. Source: docs/anonymity.md, "The daily close".</summary>
public static class DailyClose
{
    /// <summary>Days after which the organisation's own residue expires.</summary>
    public const int ResidueDays = 28;

    /// <summary>Local time of day of the close.</summary>
    public static readonly TimeOnly At = new(7, 30);

    /// <summary>Plans one day's lifts, shallowest parents first, so that a tap climbs one level a day.</summary>
    /// <param name="pools">Every pool of the organisation that has taps, and any empty one that may take some.</param>
    /// <param name="homes">The organisation's homes as they are now.</param>
    /// <param name="limits">Its release parameters.</param>
    /// <param name="today">The local date of the close.</param>
    /// <param name="chance">A cryptographic generator.</param>
    public static IReadOnlyList<Lift> Plan(IEnumerable<Pool> pools, Homes homes, ReleaseLimits limits, DateOnly today, IChance chance)
    {
        var counts = pools.ToDictionary(pool => pool.Home);
        var held = counts.ToDictionary(pair => pair.Key, pair => pair.Value.Held);
        var lifts = new List<Lift>();
        foreach (var pool in counts.Values.Where(pool => IsDue(pool, homes, today)).OrderBy(pool => homes.DepthOf(pool.Home)))
        {
            var to = homes.ParentOf(pool.Home);
            int? marked = null;
            if (to is { } parent && pool.Held > 0)
            {
                // All that are held there, not only these: two held teams must not be each other's cover.
                held[parent] = held.GetValueOrDefault(parent) + pool.Held;
                marked = ReleaseRule.TargetAfterFailure(held[parent], limits, chance);
            }

            held[pool.Home] = 0;
            lifts.Add(new(pool.Home, to, pool.Counts, pool.Held, limits.DrawTarget(chance), marked, homes.DepthOf(pool.Home)));
        }

        return lifts;
    }

    private static bool IsDue(Pool pool, Homes homes, DateOnly today) =>
        pool.NonEmptySince is { } since && pool.Counts.Total > 0
        && (!homes.Has(pool.Home) || today >= since.AddDays(homes.HoldOf(pool.Home)));
}
