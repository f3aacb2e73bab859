using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>A check that certainly failed.</summary>
/// <param name="Least">How many taps it looked at, at least: the first so many of the pool.</param>
/// <param name="Most">And at most.</param>
internal sealed record FailedCheck(int Least, int Most)
{
    /// <summary>Whether it is known which taps it looked at.</summary>
    public bool IsKnown => Least == Most;

    /// <summary>Marks those that it certainly looked at.</summary>
    public IReadOnlyList<Suspect> Mark(IReadOnlyList<Suspect> pool) => [.. pool.Select((suspect, at) => at < Least ? suspect with { IsHeld = true } : suspect)];
}

/// <summary>
/// What it tells that a release did not come: a pool that has certainly reached its target, by the largest that the code draws, was looked at and not released. So whatever was in it when it may first
/// have been looked at failed a check. Only where the watcher knows for certain what is in a pool.
/// </summary>
internal static class FailedChecks
{
    private static readonly ReleaseLimits Limits = new();

    /// <summary>The smallest target that the code draws, and the largest.</summary>
    public static (int Least, int Most) Targets { get; } = (Limits.DrawTarget(new Always(0)), Limits.DrawTarget(new Always(int.MaxValue)));

    /// <summary>Whether the code ever holds back a pool that is as mixed as can be: if it never does, a failed check proves that nearly all were of one mood.</summary>
    public static bool MayHaveBeenMixed { get; } = Enumerable.Range(0, ReleaseLimits.DecoyOneIn).Any(drawn =>
        ReleaseRule.Decide(new(Home.OfUnit("any"), new(10, 10, 10), 30, 10, 0, null), Limits, new Always(drawn)) is not Verdict.Release);

    /// <summary>What certainly failed a check before an instant; null where that is not certain.</summary>
    public static FailedCheck? In(IReadOnlyList<Suspect> pool, DateTimeOffset before, Knowledge knowledge)
    {
        if (pool.Any(suspect => suspect.Chance < 1 || suspect.IsLifted)) return null;
        var least = 0;
        for (var count = Targets.Least; count <= pool.Count; count++)
        {
            // What stood in the pool at the tick after which the next came.
            var next = count < pool.Count ? pool[count].At : before;
            if (TickBetween(pool[count - 1].At, next, before) is false || Proven(pool.Take(count), knowledge) < Limits.ProvenPeople) continue;
            if (least == 0) least = count;
            if (count >= Targets.Most) return new(least, count);
        }

        return null;
    }

    // A tick at which everything up to one tap was there and the next was not, and which came before a release: that of the release itself fails nothing.
    private static bool TickBetween(DateTimeOffset last, DateTimeOffset next, DateTimeOffset before)
    {
        var step = TickSchedule.Standard.Others.Ticks;
        var tick = new DateTimeOffset((last.UtcTicks / step + 1) * step, TimeSpan.Zero);
        return tick <= next && tick < before;
    }

    private static int Proven(IEnumerable<Suspect> taps, Knowledge knowledge)
    {
        var sent = taps.Select(suspect => knowledge.Taps[suspect.Tap]).ToList();
        return Math.Max(sent.CountBy(tap => tap.Date).Max(date => date.Value), sent.Where(tap => tap.WithWeekPass).CountBy(tap => tap.Date.Week).Select(week => week.Value).DefaultIfEmpty().Max());
    }

    private sealed class Always(int drawn) : IChance
    {
        public int Below(int limit) => Math.Min(drawn, limit - 1);
    }
}
