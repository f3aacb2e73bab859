namespace MoralePulse.Domain.Trends;

/// <summary>Says what to expect of a target, in plain words.</summary>
public static class AssuranceInWords
{
    /// <summary>"The target of 70% will be met in some weeks and missed in others, by chance alone."; null where nothing can be said.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="grain">How long its periods are.</param>
    /// <param name="measure">What it measures.</param>
    public static string? Say(Reading reading, Grain grain, Measure measure)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading is not { Assurance: { } assurance, Options.Target: { } target, Latest.Group: { IsShort: false, Limits: Limits.Known } }) return null;
        var words = new TrendWords(grain, measure);
        var one = words.Periods(1)["1 ".Length..];
        return assurance switch
        {
            Assurance.Pass => $"As things are, the target of {words.Amount(target)} is met every {one}: well done.",
            Assurance.Fail => $"As things are, the target of {words.Amount(target)} can't be met: that needs a change.",
            _ => $"As things are, the target of {words.Amount(target)} is met in some {one}s and missed in others, by chance alone.",
        };
    }
}
