using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// Finds who may be in which block. The watcher plays the pools as the code does: taps come, a release that he saw empties its pool, and what has waited too long climbs at the daily close; but where
/// a tap has gone he knows by chance only, unless the organisation is so small that there is one pool for it.
/// </summary>
internal sealed class SuspectSearch
{
    private readonly Knowledge knowledge;
    private readonly Dictionary<Home, Possible> pools = [];
    private readonly List<Suspects> found = [];

    private SuspectSearch(Knowledge knowledge) => this.knowledge = knowledge;

    /// <summary>Goes through taps, blocks and closes in order.</summary>
    /// <returns>Blocks whose taps are among those that he expects; others are left out.</returns>
    public static IReadOnlyList<Suspects> Of(IReadOnlyList<SeenBlock> blocks, Knowledge knowledge)
    {
        var search = new SuspectSearch(knowledge);
        if (knowledge.Taps.Count == 0) return [];
        var first = knowledge.Zone.DateAt(knowledge.Taps[0].At);
        var last = knowledge.Zone.DateAt(knowledge.Taps[^1].At);
        // At one instant a tick comes before the close, and what was sent then is for the next.
        var events = blocks.Select(block => (block.At, Order: 0, Do: (Action)(() => search.Release(block))))
            .Concat(Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(date => (At: knowledge.Zone.InstantOf(date, DailyClose.At), Order: 1, Do: (Action)(() => search.Close(date)))))
            .Concat(knowledge.Taps.Select(tap => (tap.At, Order: 2, Do: (Action)(() => search.Add(tap)))));
        foreach (var (_, _, act) in events.OrderBy(one => one.At).ThenBy(one => one.Order)) act();
        return search.found;
    }

    private void Add(Worlds.SentTap tap)
    {
        foreach (var (home, chance) in knowledge.PoolsOf(tap)) PoolOf(home).Add(new(tap.Number, chance, tap.At, false, false), knowledge.Zone.DateAt(tap.At));
    }

    private void Release(SeenBlock block)
    {
        var home = Likeliest(block);
        var pool = PoolOf(home);
        var failed = FailedChecks.In(pool.Taps, block.At, knowledge);
        if (pool.Taps.Count >= block.Counts.Total) found.Add(new(block with { Home = home }, Tilted(failed?.Mark(pool.Taps) ?? pool.Taps, block.Counts.Total), failed));
        pool.Empty();
    }

    // What moves the organisation's own figure is of its live pool or of its own.
    private Home Likeliest(SeenBlock block)
    {
        var own = Home.OfUnit(knowledge.Tree.Root.Id);
        if (block.IsSure || block.Home != Home.Live) return block.Home;
        if (!knowledge.Homes.Has(Home.Live)) return own;
        if (!TickSchedule.Standard.LooksAtAll(block.At)) return Home.Live;
        double Distance(Home home) => Math.Abs(PoolOf(home).Expected - block.Counts.Total);
        return Distance(own) < Distance(Home.Live) ? own : Home.Live;
    }

    private void Close(DateOnly today)
    {
        var at = knowledge.Zone.InstantOf(today, DailyClose.At);
        foreach (var home in pools.Keys.OrderBy(knowledge.Homes.DepthOf).ToList())
        {
            var pool = pools[home];
            if (pool.NonEmptySince is not { } since || today < since.AddDays(knowledge.Homes.HoldOf(home))) continue;
            var climbing = FailedChecks.In(pool.Taps, at, knowledge)?.Mark(pool.Taps) ?? pool.Taps;
            if (knowledge.Homes.ParentOf(home) is { } parent)
                foreach (var suspect in climbing) PoolOf(parent).Add(suspect with { At = at, IsLifted = true }, today);
            pool.Empty();
        }
    }

    private Possible PoolOf(Home home)
    {
        if (!pools.TryGetValue(home, out var pool)) pools[home] = pool = new();
        return pool;
    }

    /// <summary>Chances of independent events, given how many of them happened.</summary>
    private static IReadOnlyList<Suspect> Tilted(IReadOnlyList<Suspect> taps, int happened)
    {
        if (taps.Count == happened) return [.. taps.Select(tap => tap with { Chance = 1 })];
        IEnumerable<double> At(double tilt) => taps.Select(tap => tap.Chance * Math.Exp(tilt) / (1 - tap.Chance + tap.Chance * Math.Exp(tilt)));
        var (low, high) = (-30.0, 30.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (At(middle).Sum() < happened) low = middle;
            else high = middle;
        }

        return [.. taps.Zip(At(low), (tap, chance) => tap with { Chance = chance })];
    }

    /// <summary>What may be in a pool.</summary>
    private sealed class Possible
    {
        private readonly List<Suspect> taps = [];
        private double empty = 1; // how likely it is that there is nothing in it

        public IReadOnlyList<Suspect> Taps => taps;

        public double Expected => taps.Sum(tap => tap.Chance);

        /// <summary>The date from which on it is likelier than not that something is in it.</summary>
        public DateOnly? NonEmptySince { get; private set; }

        public void Add(Suspect tap, DateOnly today)
        {
            taps.Add(tap);
            empty *= 1 - tap.Chance;
            if (empty < 0.5) NonEmptySince ??= today;
        }

        public void Empty()
        {
            taps.Clear();
            (empty, NonEmptySince) = (1, null);
        }
    }
}
