using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Insight.Marks;

/// <summary>What leaders have set for a unit or cohort: its targets, and what they wrote on its charts.</summary>
/// <param name="Green">Target of the share of green; null for none.</param>
/// <param name="Red">Target of the share of red; null for none.</param>
/// <param name="Annotations">What stands on its charts, by date.</param>
internal sealed record ScopeMarks(TrendTarget? Green, TrendTarget? Red, IReadOnlyList<TrendAnnotation> Annotations)
{
    /// <summary>Nothing was set.</summary>
    public static ScopeMarks None { get; } = new(null, null, []);

    /// <summary>The target of a measure; shares only have one.</summary>
    public TrendTarget? Target(Measure measure) => measure switch
    {
        Measure.ShareGreen => Green,
        Measure.ShareRed => Red,
        _ => null,
    };
}
