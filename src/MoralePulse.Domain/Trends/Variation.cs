namespace MoralePulse.Domain.Trends;

/// <summary>The variation icon: what the last point is, by whichever rule.</summary>
public enum Variation
{
    /// <summary>Nothing but chance.</summary>
    CommonCause,

    /// <summary>Better, by being high.</summary>
    ImprovementHigh,

    /// <summary>Better, by being low.</summary>
    ImprovementLow,

    /// <summary>Worse, by being high.</summary>
    ConcernHigh,

    /// <summary>Worse, by being low.</summary>
    ConcernLow,

    /// <summary>Changed, high.</summary>
    NeutralHigh,

    /// <summary>Changed, low.</summary>
    NeutralLow,
}

/// <summary>Chooses the variation icon.</summary>
internal static class VariationRule
{
    /// <summary>The icon of the last point; null where it is not judged.</summary>
    public static Variation? Of(TrendPoint last) => last switch
    {
        { Group.IsJudged: false } => null,
        { Cause: null } => Variation.CommonCause,
        { Cause: { Meaning: var meaning, Way: var way } } => (meaning, way) switch
        {
            (Meaning.Improvement, Way.High) => Variation.ImprovementHigh,
            (Meaning.Improvement, _) => Variation.ImprovementLow,
            (Meaning.Concern, Way.High) => Variation.ConcernHigh,
            (Meaning.Concern, _) => Variation.ConcernLow,
            (_, Way.High) => Variation.NeutralHigh,
            _ => Variation.NeutralLow,
        },
    };
}
