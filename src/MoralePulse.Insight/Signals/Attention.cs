using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Insight.Signals;

/// <summary>What deserves attention first: the order of the executive summary.</summary>
public enum Attention
{
    /// <summary>A concern is open.</summary>
    Concern,

    /// <summary>An improvement is open: to be learnt from, and celebrated.</summary>
    Improvement,

    /// <summary>As things are, its target can't be met.</summary>
    TargetFailing,

    /// <summary>None of these.</summary>
    None,
}

/// <summary>Says what attention a unit deserves.</summary>
public static class AttentionRule
{
    /// <summary>By a unit's open signals, whatever their measure, and its trend; null where it has none.</summary>
    public static Attention Of(IEnumerable<Signal> open, Trend? trend)
    {
        var meanings = open.Select(signal => signal.Cause.Meaning).ToHashSet();
        if (meanings.Contains(Meaning.Concern)) return Attention.Concern;
        if (meanings.Contains(Meaning.Improvement)) return Attention.Improvement;
        return trend?.Assurance == "fail" ? Attention.TargetFailing : Attention.None;
    }
}
