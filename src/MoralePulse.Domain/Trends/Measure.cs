namespace MoralePulse.Domain.Trends;

/// <summary>What a trend measures, from released blocks only.</summary>
public enum Measure
{
    /// <summary>Green taps, in per cent of all.</summary>
    ShareGreen,

    /// <summary>Red taps, in per cent of all.</summary>
    ShareRed,

    /// <summary>Taps released.</summary>
    Taps,

    /// <summary>Different people proven to have tapped, at least.</summary>
    Reach,
}

/// <summary>What is known of each measure.</summary>
public static class MeasureExtensions
{
    /// <summary>
    /// The direction in which it improves. How many tap is not judged: a holiday or a smaller team is no concern, and nobody should be pressed to tap.
    /// </summary>
    public static Better BetterWhen(this Measure measure) => measure switch
    {
        Measure.ShareGreen => Better.More,
        Measure.ShareRed => Better.Fewer,
        _ => Better.Neither,
    };

    /// <summary>Whether it is a share, in per cent from 0 to 100; a count otherwise.</summary>
    public static bool IsShare(this Measure measure) => measure is Measure.ShareGreen or Measure.ShareRed;
}
