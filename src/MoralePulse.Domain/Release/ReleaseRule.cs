namespace MoralePulse.Domain.Release;

/// <summary>What a tick does with a pool.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Too few taps or too few proven people: nothing happens, and nothing is looked at.</summary>
    public sealed record KeepWaiting : Verdict;

    /// <summary>The pool becomes a block and starts anew with another target.</summary>
    /// <param name="NextTarget">Target of the emptied pool.</param>
    public sealed record Release(int NextTarget) : Verdict;

    /// <summary>The check failed, or a decoy held it: at least k more taps must come, whatever their mood.</summary>
    /// <param name="NextTarget">Target that the pool must reach now.</param>
    public sealed record FailedCheck(int NextTarget) : Verdict;
}

/// <summary>Whether a pool may be released now. Source: docs/anonymity.md, "The tick".</summary>
public static class ReleaseRule
{
    /// <summary>Decides for one pool at one tick.</summary>
    public static Verdict Decide(Pool pool, ReleaseLimits limits, IChance chance)
    {
        if (pool.Counts.Total < Math.Max(pool.Target, limits.MinimumTaps) || pool.ProvenPeople < limits.ProvenPeople) return new Verdict.KeepWaiting();

        var mixed = pool.Counts.LargestMood <= pool.Counts.Total - limits.Dissent;
        var decoy = chance.Below(ReleaseLimits.DecoyOneIn) == 0; // drawn whatever the moods are, so that the draw itself tells nothing
        return mixed && !decoy
            ? new Verdict.Release(limits.DrawTarget(chance))
            : new Verdict.FailedCheck(TargetAfterFailure(pool.Counts.Total, limits, chance));
    }

    /// <summary>Held taps + k + a new draw: wait for at least k that no failed check has seen, never for "the first dissenter".</summary>
    public static int TargetAfterFailure(int held, ReleaseLimits limits, IChance chance) =>
        held + limits.MinimumTaps + chance.Below(limits.MinimumTaps / 2 + 1);
}
