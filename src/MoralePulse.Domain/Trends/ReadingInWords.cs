using System.Globalization;

namespace MoralePulse.Domain.Trends;

/// <summary>Says what a reading means, in plain words: improvements as warmly as concerns are plain.</summary>
public static class ReadingInWords
{
    /// <summary>What the last point tells: "Weekly share of green has been above its average for 7 weeks: this is unlikely to be chance."</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="grain">How long its periods are.</param>
    /// <param name="measure">What it measures.</param>
    public static string Say(Reading reading, Grain grain, Measure measure)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var figure = new TrendWords(grain, measure);
        if (reading.Latest is not { Group: var group }) return Phrase.With(TrendTexts.NothingYet, figure.NameInside);
        if (group.IsShort) return TooEarly(reading, group, figure);
        if (reading.Run is { } run) return Phrase.With(TrendTexts.UnlikelyChance, Pattern(run, reading, figure), Meant(run.Cause.Meaning));
        return Phrase.With(group.Limits is Limits.Known ? TrendTexts.Chance : TrendTexts.NoVariation, figure.Name);
    }

    /// <summary>"There has been no weekly share of green since the week from 3 August 2026: the chart shows what was, not what is."</summary>
    /// <param name="last">The last period that has a value.</param>
    /// <param name="grain">How long its periods are.</param>
    /// <param name="measure">What it measures.</param>
    public static string Silent(DateOnly last, Grain grain, Measure measure)
    {
        var figure = new TrendWords(grain, measure);
        return Phrase.With(TrendTexts.Silent, figure.NameInside, grain == Grain.Week ? TrendWords.Week(last) : figure.Date(last));
    }

    private static string TooEarly(Reading reading, RebaseGroup group, TrendWords figure) => reading.Groups.Count > 1
        ? Phrase.With(TrendTexts.TooEarlySince, figure.NameInside, figure.Periods(group.Points), TrendWords.Day(group.From), Profile.EnoughPoints)
        : Phrase.With(TrendTexts.TooEarly, figure.NameInside, figure.Periods(group.Points), Profile.EnoughPoints);

    private static string Pattern(Run run, Reading reading, TrendWords figure)
    {
        var last = reading.Points[^1];
        var high = run.Cause.Way == Way.High;
        return run.Cause.Rule switch
        {
            Rule.Outside => Phrase.With(high ? TrendTexts.OutsideHigh : TrendTexts.OutsideLow, figure.Name, figure.InPeriod(last.Date)),
            Rule.Trend => Phrase.With(high ? TrendTexts.Rising : TrendTexts.Falling, figure.Name, figure.Counted(run.Points, run.Since, last.Date)),
            Rule.TwoInThree => Phrase.With(
                high ? TrendTexts.UnusuallyHigh : TrendTexts.UnusuallyLow, figure.Name, run.Points.ToString(CultureInfo.InvariantCulture), figure.Counted(3, reading.Points[^3].Date, last.Date)),
            _ => Phrase.With(high ? TrendTexts.AboveAverage : TrendTexts.BelowAverage, figure.Name, figure.Counted(run.Points, run.Since, last.Date)),
        };
    }

    internal static string Meant(Meaning meaning) => meaning switch
    {
        Meaning.Improvement => TrendTexts.MeantImprovement,
        Meaning.Concern => TrendTexts.MeantConcern,
        _ => TrendTexts.MeantChange,
    };
}
