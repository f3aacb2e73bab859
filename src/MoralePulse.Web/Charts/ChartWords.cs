using System.Globalization;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>What a chart calls its measure, its periods and its values.</summary>
/// <param name="grain">How long its periods are.</param>
/// <param name="measure">What is measured.</param>
public readonly struct ChartWords(Grain grain, Measure measure)
{
    /// <summary>The words of a trend.</summary>
    public static ChartWords Of(Trend trend) => new(TrendNames.Grain(trend?.Grain) ?? Grain.Week, TrendNames.Measure(trend?.Measure) ?? Measure.ShareGreen);

    /// <summary>How long its periods are.</summary>
    public Grain Grain => grain;

    /// <summary>Whether values are per cents.</summary>
    public bool IsShare => measure.IsShare();

    /// <summary>"share of green".</summary>
    public string MeasureName => measure switch
    {
        Measure.ShareGreen => "share of green",
        Measure.ShareRed => "share of red",
        Measure.Taps => "number of taps",
        _ => "number of people taking part",
    };

    /// <summary>"Share of green", above a column or on a switch.</summary>
    public string MeasureTitle => MeasureName[..1].ToUpperInvariant() + MeasureName[1..];

    /// <summary>"Weekly share of green".</summary>
    public string Name => $"{grain switch { Grain.Day => "Daily", Grain.Week => "Weekly", _ => "Monthly" }} {MeasureName}";

    /// <summary>"Day", "Week from", "Month": above a column of periods.</summary>
    public string PeriodTitle => grain switch { Grain.Day => "Day", Grain.Week => "Week from", _ => "Month" };

    /// <summary>"day", "week", "month".</summary>
    public string PeriodName => grain switch { Grain.Day => "day", Grain.Week => "week", _ => "month" };

    /// <summary>"61.2%", "1,250"; of people, who are counted from below, "at least 1,250".</summary>
    public string Amount(double value) => (measure == Measure.Reach ? "at least " : "") + Plain(value);

    /// <summary>"61.2%", "1,250".</summary>
    public string Plain(double value) => value.ToString(IsShare ? "0.#'%'" : "#,0.#", CultureInfo.InvariantCulture);

    /// <summary>"70.2% of 143 taps", "1,250 taps", "at least 312 people".</summary>
    public string Figure(double value, long? n) => measure switch
    {
        Measure.Taps => Plain(value) + " taps",
        Measure.Reach => Amount(value) + " people",
        _ when n is { } taps => $"{Plain(value)} of {taps.ToString("N0", CultureInfo.InvariantCulture)} taps",
        _ => Plain(value),
    };

    /// <summary>"1 week", "26 weeks".</summary>
    public string Periods(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {PeriodName}{(count == 1 ? "" : "s")}");

    /// <summary>"6 August 2018", or for a month "August 2018".</summary>
    public string Date(DateOnly date) => date.ToString(grain == Grain.Month ? "MMMM yyyy" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"6 August 2018", whatever the periods are.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"6 August 2018", "week from 6 August 2018", "August 2018".</summary>
    public string Period(DateOnly date) => (grain == Grain.Week ? "week from " : "") + Date(date);

    /// <summary>A line's value, ending where the measure does: no share is below 0% or above 100%.</summary>
    public string Level(double value) => Plain(IsShare ? Math.Clamp(value, 0, 100) : Math.Max(0, value));

    /// <summary>"52% to 70%".</summary>
    public string Range(double lower, double upper) => $"{Level(lower)} to {Level(upper)}";
}
