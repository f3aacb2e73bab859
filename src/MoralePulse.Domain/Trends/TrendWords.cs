using System.Globalization;

namespace MoralePulse.Domain.Trends;

/// <summary>What a grain and a measure are called.</summary>
/// <param name="grain">How long the periods are.</param>
/// <param name="measure">What is measured.</param>
internal readonly struct TrendWords(Grain grain, Measure measure)
{
    /// <summary>At the start of a sentence: "Weekly share of green".</summary>
    public string Name => $"{grain switch { Grain.Day => "Daily", Grain.Week => "Weekly", _ => "Monthly" }} {MeasureName}";

    /// <summary>Inside a sentence: "weekly share of green".</summary>
    public string NameInside => $"{grain switch { Grain.Day => "daily", Grain.Week => "weekly", _ => "monthly" }} {MeasureName}";

    private string MeasureName => measure switch
    {
        Measure.ShareGreen => "share of green",
        Measure.ShareRed => "share of red",
        Measure.Taps => "number of taps",
        _ => "number of people taking part",
    };

    private string Unit => grain switch { Grain.Day => "day", Grain.Week => "week", _ => "month" };

    /// <summary>"6 August 2018".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"1 week", "7 weeks".</summary>
    public string Periods(int count) => $"{count.ToString(CultureInfo.InvariantCulture)} {Unit}{(count == 1 ? "" : "s")}";

    /// <summary>"on 6 August 2018", "in the week from 6 August 2018", "in August 2018".</summary>
    public string InPeriod(DateOnly date) => grain switch
    {
        Grain.Day => $"on {Date(date)}",
        Grain.Week => $"in the week from {Date(date)}",
        _ => $"in {date.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}",
    };

    /// <summary>"7 weeks"; where some between have no figure, "7 weeks with a figure".</summary>
    public string Counted(int count, DateOnly from, DateOnly to) =>
        grain.PeriodsBetween(from, to) + 1 > count ? $"{Periods(count)} with a figure" : Periods(count);

    /// <summary>How much it is: "70%", "1,250".</summary>
    public string Amount(double value) => value.ToString(measure.IsShare() ? "0.#'%'" : "#,0.#", CultureInfo.InvariantCulture);
}
