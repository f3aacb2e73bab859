using System.Globalization;

namespace MoralePulse.Domain.Trends;

/// <summary>What a grain and a measure are called, in sentences and on charts.</summary>
/// <param name="grain">How long the periods are.</param>
/// <param name="measure">What is measured.</param>
public readonly struct TrendWords(Grain grain, Measure measure)
{
    /// <summary>At the start of a sentence: "Weekly share of green".</summary>
    public string Name => (grain, measure) switch
    {
        (Grain.Day, Measure.ShareGreen) => TrendTexts.DayGreen,
        (Grain.Day, Measure.ShareRed) => TrendTexts.DayRed,
        (Grain.Day, Measure.Taps) => TrendTexts.DayTaps,
        (Grain.Day, _) => TrendTexts.DayReach,
        (Grain.Week, Measure.ShareGreen) => TrendTexts.WeekGreen,
        (Grain.Week, Measure.ShareRed) => TrendTexts.WeekRed,
        (Grain.Week, Measure.Taps) => TrendTexts.WeekTaps,
        (Grain.Week, _) => TrendTexts.WeekReach,
        (_, Measure.ShareGreen) => TrendTexts.MonthGreen,
        (_, Measure.ShareRed) => TrendTexts.MonthRed,
        (_, Measure.Taps) => TrendTexts.MonthTaps,
        _ => TrendTexts.MonthReach,
    };

    /// <summary>Inside a sentence: "weekly share of green".</summary>
    public string NameInside => Phrase.Inside(Name);

    /// <summary>"Share of green", above a column or on a switch.</summary>
    public string MeasureTitle => measure switch { Measure.ShareGreen => TrendTexts.Green, Measure.ShareRed => TrendTexts.Red, Measure.Taps => TrendTexts.Taps, _ => TrendTexts.Reach };

    /// <summary>"6 August 2018".</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"the week from 6 August 2018".</summary>
    public static string Week(DateOnly monday) => Phrase.With(TrendTexts.WeekFrom, Day(monday));

    /// <summary>"6 August 2018", or for a month "August 2018".</summary>
    public string Date(DateOnly date) => grain == Grain.Month ? date.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : Day(date);

    /// <summary>"1 week", "7 weeks".</summary>
    public string Periods(int count) => Phrase.With(
        (grain, count) switch
        {
            (Grain.Day, 1) => TrendTexts.OneDay,
            (Grain.Day, _) => TrendTexts.Days,
            (Grain.Week, 1) => TrendTexts.OneWeek,
            (Grain.Week, _) => TrendTexts.Weeks,
            (_, 1) => TrendTexts.OneMonth,
            _ => TrendTexts.Months,
        },
        count.ToString(CultureInfo.InvariantCulture));

    /// <summary>"on 6 August 2018", "in the week from 6 August 2018", "in August 2018".</summary>
    public string InPeriod(DateOnly date) => Phrase.With(grain switch { Grain.Day => TrendTexts.OnDay, Grain.Week => TrendTexts.InWeek, _ => TrendTexts.InMonth }, Date(date));

    /// <summary>"7 weeks"; where some between have no figure, "7 weeks with a figure".</summary>
    public string Counted(int count, DateOnly from, DateOnly to) =>
        grain.PeriodsBetween(from, to) + 1 > count ? Phrase.With(TrendTexts.WithAFigure, Periods(count)) : Periods(count);

    /// <summary>How much it is: "70%", "1,250".</summary>
    public string Amount(double value) => value.ToString(measure.IsShare() ? "0.#'%'" : "#,0.#", CultureInfo.InvariantCulture);
}
