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
        return Phrase.With(
            (assurance, grain) switch
            {
                (Assurance.Fail, _) => TrendTexts.NeverMet,
                (Assurance.Pass, Grain.Day) => TrendTexts.MetEveryDay,
                (Assurance.Pass, Grain.Week) => TrendTexts.MetEveryWeek,
                (Assurance.Pass, _) => TrendTexts.MetEveryMonth,
                (_, Grain.Day) => TrendTexts.MetSomeDays,
                (_, Grain.Week) => TrendTexts.MetSomeWeeks,
                _ => TrendTexts.MetSomeMonths,
            },
            new TrendWords(grain, measure).Amount(target));
    }
}
