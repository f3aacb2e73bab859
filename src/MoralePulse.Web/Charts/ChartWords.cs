using System.Globalization;
using MoralePulse.Domain;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>What a chart calls its values and periods. The names of grains and measures are the domain's (<see cref="TrendWords"/>).</summary>
/// <param name="grain">How long its periods are.</param>
/// <param name="measure">What is measured.</param>
public readonly struct ChartWords(Grain grain, Measure measure)
{
    private readonly TrendWords names = new(grain, measure);

    /// <summary>The words of a trend.</summary>
    public static ChartWords Of(Trend trend) => new(TrendNames.Grain(trend?.Grain) ?? Grain.Week, TrendNames.Measure(trend?.Measure) ?? Measure.ShareGreen);

    /// <summary>How long its periods are.</summary>
    public Grain Grain => grain;

    /// <summary>What is measured.</summary>
    public Measure Measure => measure;

    /// <summary>Whether values are per cents.</summary>
    public bool IsShare => measure.IsShare();

    /// <summary>"Share of green", above a column or on a switch.</summary>
    public string MeasureTitle => names.MeasureTitle;

    /// <summary>"share of green", inside a sentence.</summary>
    public string MeasureName => Phrase.Inside(names.MeasureTitle);

    /// <summary>"Weekly share of green".</summary>
    public string Name => names.Name;

    /// <summary>"weekly share of green", inside a sentence.</summary>
    public string NameInside => names.NameInside;

    /// <summary>"Day", "Week from", "Month": above a column of periods.</summary>
    public string PeriodTitle => ByGrain(ChartTexts.DayTitle, ChartTexts.WeekTitle, ChartTexts.MonthTitle);

    /// <summary>"61.2%", "1,250"; of people, who are counted from below, "at least 1,250".</summary>
    public string Amount(double value) => measure == Measure.Reach ? Phrase.With(ChartTexts.AtLeast, Plain(value)) : Plain(value);

    /// <summary>"61.2%", "1,250".</summary>
    public string Plain(double value) => names.Amount(value);

    /// <summary>"70.2% of 143 taps", "1,250 taps", "at least 312 people".</summary>
    public string Figure(double value, long? n) => measure switch
    {
        Measure.Taps => Phrase.With(ChartTexts.Taps, Plain(value)),
        Measure.Reach => Phrase.With(ChartTexts.People, Amount(value)),
        _ when n is { } taps => Phrase.With(ChartTexts.ShareOfTaps, Plain(value), taps.ToString("N0", CultureInfo.InvariantCulture)),
        _ => Plain(value),
    };

    /// <summary>"1 week", "26 weeks".</summary>
    public string Periods(int count) => names.Periods(count);

    /// <summary>"6 August 2018", or for a month "August 2018".</summary>
    public string Date(DateOnly date) => names.Date(date);

    /// <summary>"6 August 2018", "week from 6 August 2018", "August 2018".</summary>
    public string Period(DateOnly date) => grain == Grain.Week ? Phrase.With(ChartTexts.WeekFrom, Date(date)) : Date(date);

    /// <summary>A line's value, ending where the measure does: no share is below 0% or above 100%.</summary>
    public string Level(double value) => Plain(IsShare ? Math.Clamp(value, 0, 100) : Math.Max(0, value));

    /// <summary>"52% to 70%".</summary>
    public string Range(double lower, double upper) => Phrase.With(ChartTexts.Range, Level(lower), Level(upper));

    /// <summary>One of three texts, by how long its periods are.</summary>
    public string ByGrain(string day, string week, string month) => grain switch { Grain.Day => day, Grain.Week => week, _ => month };
}
