using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Domain.Tests.Release;

/// <summary>A tap as only a test may know it: with its person.</summary>
internal sealed record WorldTap(int Number, string Person, ServiceDate Date, Mood Mood, string Unit, bool FirstOfWeek);

/// <summary>A released block with the taps in it.</summary>
internal sealed record WorldBlock(Home Home, IReadOnlyList<WorldTap> Taps, IReadOnlyList<string> Path);

/// <summary>An organisation's pools in memory, moved by the domain's own rules; it keeps every tap's way, which the real one can't.</summary>
internal sealed class PoolWorld(UnitTree tree, ReleaseLimits limits, IChance chance)
{
    private readonly Dictionary<Home, State> pools = [];
    private readonly HashSet<(string Person, DateOnly Date)> spent = [];
    private readonly List<(Home Home, IReadOnlyList<WorldTap> Taps)> checks = [];

    public Homes Homes { get; } = new(tree, [], [], limits, UnitKind.Team);

    public List<WorldBlock> Blocks { get; } = [];

    public List<WorldTap> Expired { get; } = [];

    public IEnumerable<WorldTap> Pending => pools.Values.SelectMany(pool => pool.Taps);

    /// <summary>For each failed check, the taps that were in the pool then.</summary>
    public IEnumerable<IReadOnlyList<WorldTap>> FailedChecks => checks.Select(check => check.Taps);

    public int Accepted { get; private set; }

    /// <summary>Taps that a check held back in one pool and that came out of another, higher one.</summary>
    public int HeldAndReleasedHigher => checks.Sum(check => Blocks.Where(block => block.Home != check.Home).Sum(block => block.Taps.Intersect(check.Taps).Count()));

    public void Admit(WorldTap tap, DateOnly today)
    {
        if (!spent.Add((tap.Person, tap.Date.Value))) return;
        Accepted++;
        var pool = Pool(Homes.Draw(new(tap.Unit), today, chance));
        pool.Taps.Add(tap);
        pool.Since ??= today;
    }

    public void Tick()
    {
        foreach (var (home, pool) in pools.OrderBy(pair => pair.Key.Code, StringComparer.Ordinal).ToList())
        {
            switch (ReleaseRule.Decide(Seen(home, pool), limits, chance))
            {
                case Verdict.Release release:
                    Blocks.Add(new(home, [.. pool.Taps], [.. Homes.PathOf(home).Select(unit => unit.Id)]));
                    pool.Empty(release.NextTarget);
                    break;
                case Verdict.FailedCheck failed:
                    checks.Add((home, [.. pool.Taps]));
                    (pool.Target, pool.Held) = (failed.NextTarget, pool.Taps.Count);
                    break;
            }
        }
    }

    public void Close(DateOnly today)
    {
        foreach (var lift in DailyClose.Plan([.. pools.Select(pair => Seen(pair.Key, pair.Value))], Homes, limits, today, chance).OrderBy(lift => lift.Step))
        {
            var from = pools[lift.From];
            if (lift.To is { } to)
            {
                var above = Pool(to);
                above.Taps.AddRange(from.Taps);
                above.Since ??= today;
                above.Held += lift.Held;
                if (lift.MarkedTarget is { } marked) above.Target = Math.Max(above.Target, marked);
            }
            else
            {
                Expired.AddRange(from.Taps);
            }

            from.Empty(lift.EmptiedTarget);
        }
    }

    private State Pool(Home home)
    {
        if (!pools.TryGetValue(home, out var pool)) pools[home] = pool = new(limits.DrawTarget(new SeededChance(home.Code.Sum(letter => letter)))); // not by order of arrival
        return pool;
    }

    private static Pool Seen(Home home, State pool) => new(
        home,
        new(pool.Taps.Count(tap => tap.Mood == Mood.Green), pool.Taps.Count(tap => tap.Mood == Mood.Amber), pool.Taps.Count(tap => tap.Mood == Mood.Red)),
        Math.Max(
            pool.Taps.GroupBy(tap => tap.Date).Select(date => date.Count()).DefaultIfEmpty().Max(),
            pool.Taps.Where(tap => tap.FirstOfWeek).GroupBy(tap => tap.Date.Week).Select(week => week.Count()).DefaultIfEmpty().Max()),
        pool.Target, pool.Held, pool.Since);

    private sealed class State(int target)
    {
        public List<WorldTap> Taps { get; } = [];

        public int Target { get; set; } = target;

        public int Held { get; set; }

        public DateOnly? Since { get; set; }

        public void Empty(int nextTarget)
        {
            Taps.Clear();
            (Target, Held, Since) = (nextTarget, 0, null);
        }
    }
}
