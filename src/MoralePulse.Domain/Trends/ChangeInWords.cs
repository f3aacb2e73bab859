namespace MoralePulse.Domain.Trends;

/// <summary>Says in plain words what opened and what has passed on a weekly trend: improvements in the same words, at the same length, as concerns.</summary>
public static class ChangeInWords
{
    /// <summary>"Weekly share of green has been above its average since the week from 5 October 2026: this is unlikely to be chance. …"</summary>
    /// <param name="measure">What it measures.</param>
    /// <param name="cause">Which pattern, which way, for better or worse.</param>
    /// <param name="since">Monday of the first week of the pattern.</param>
    /// <param name="openedFor">Monday of the week whose point showed it.</param>
    public static string Opened(Measure measure, SpecialCause cause, DateOnly since, DateOnly openedFor)
    {
        var figure = new TrendWords(Grain.Week, measure);
        var high = cause.Way == Way.High;
        var (text, when) = cause.Rule switch
        {
            Rule.Outside => (high ? TrendTexts.WasOutsideHigh : TrendTexts.WasOutsideLow, figure.InPeriod(openedFor)),
            Rule.Trend => (high ? TrendTexts.RisingSince : TrendTexts.FallingSince, TrendWords.Week(since)),
            Rule.TwoInThree => (high ? TrendTexts.UnusuallyHighSince : TrendTexts.UnusuallyLowSince, TrendWords.Week(since)),
            _ => (high ? TrendTexts.AboveAverageSince : TrendTexts.BelowAverageSince, TrendWords.Week(since)),
        };
        return Phrase.With(TrendTexts.UnlikelyChance, Phrase.With(text, figure.Name, when), ReadingInWords.Meant(cause.Meaning));
    }

    /// <summary>"The improvement in weekly share of green since the week from 5 October 2026 has passed: it was last seen in the week from 23 November 2026."</summary>
    /// <param name="measure">What it measures.</param>
    /// <param name="meaning">For better or worse.</param>
    /// <param name="since">Monday of the first week of the pattern.</param>
    /// <param name="lastSeen">Monday of the last week of it.</param>
    public static string Passed(Measure measure, Meaning meaning, DateOnly since, DateOnly lastSeen) => Phrase.With(
        meaning switch { Meaning.Improvement => TrendTexts.PassedImprovement, Meaning.Concern => TrendTexts.PassedConcern, _ => TrendTexts.PassedChange },
        new TrendWords(Grain.Week, measure).NameInside, TrendWords.Week(since), TrendWords.Week(lastSeen));
}
