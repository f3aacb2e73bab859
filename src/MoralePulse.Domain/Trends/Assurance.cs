namespace MoralePulse.Domain.Trends;

/// <summary>The assurance icon: whether the process, as it is, reaches its target.</summary>
public enum Assurance
{
    /// <summary>The target lies within the limits: chance decides.</summary>
    HitOrMiss,

    /// <summary>It reaches it every time.</summary>
    Pass,

    /// <summary>It can't reach it without a change.</summary>
    Fail,
}

/// <summary>Chooses the assurance icon.</summary>
internal static class AssuranceRule
{
    /// <summary>The icon from the last group's limits; null without a target, a better direction or, where the profile is guarded, limits.</summary>
    public static Assurance? Of(RebaseGroup last, ReadingOptions options)
    {
        if (options.Target is not { } target || options.Better == Better.Neither || !last.IsJudged) return null;
        if (last.Limits is not Limits.Known limits) return Assurance.HitOrMiss;
        var inclusive = options.Profile.TargetOnLimitCounts;
        if (target > limits.Upper || (inclusive && target == limits.Upper)) return options.Better == Better.More ? Assurance.Fail : Assurance.Pass;
        if (target < limits.Lower || (inclusive && target == limits.Lower)) return options.Better == Better.More ? Assurance.Pass : Assurance.Fail;
        return Assurance.HitOrMiss;
    }
}
