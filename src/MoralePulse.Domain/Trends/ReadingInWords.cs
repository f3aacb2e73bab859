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
        if (reading.Latest is not { Group: var group }) return $"There is no {figure.NameInside} yet.";
        if (group.IsShort) return TooEarly(reading, group, figure);
        if (reading.Run is { } run) return $"{Pattern(run, reading, figure)}: this is unlikely to be chance. {Meant(run.Cause.Meaning)}";
        return group.Limits is Limits.Known
            ? $"{figure.Name} goes up and down no more than chance explains."
            : $"{figure.Name} has not enough variation to chart.";
    }

    /// <summary>"There has been no weekly share of green since the week from 3 August 2026: the chart shows what was, not what is."</summary>
    /// <param name="last">The last period that has a value.</param>
    /// <param name="grain">How long its periods are.</param>
    /// <param name="measure">What it measures.</param>
    public static string Silent(DateOnly last, Grain grain, Measure measure)
    {
        var figure = new TrendWords(grain, measure);
        return $"There has been no {figure.NameInside} since {(grain == Grain.Week ? $"the week from {TrendWords.Date(last)}" : figure.InPeriod(last)["on ".Length..])}: the chart shows what was, not what is.";
    }

    private static string TooEarly(Reading reading, RebaseGroup group, TrendWords figure)
    {
        var since = reading.Groups.Count > 1 ? $" since its average began anew on {TrendWords.Date(group.From)}" : "";
        return $"It is too early to tell: {figure.NameInside} has {figure.Periods(group.Points)}{since}, and {Profile.EnoughPoints} are needed.";
    }

    private static string Pattern(Run run, Reading reading, TrendWords figure)
    {
        var last = reading.Points[^1];
        var high = run.Cause.Way == Way.High;
        return run.Cause.Rule switch
        {
            Rule.Outside => $"{figure.Name} {figure.InPeriod(last.Date)} is {(high ? "above" : "below")} the range that chance explains",
            Rule.Trend => $"{figure.Name} has {(high ? "risen" : "fallen")} without a break over {figure.Counted(run.Points, run.Since, last.Date)}",
            Rule.TwoInThree => $"{figure.Name} has been unusually {(high ? "high" : "low")} in {run.Points.ToString(CultureInfo.InvariantCulture)} of the last {figure.Counted(3, reading.Points[^3].Date, last.Date)}",
            _ => $"{figure.Name} has been {(high ? "above" : "below")} its average for {figure.Counted(run.Points, run.Since, last.Date)}",
        };
    }

    internal static string Meant(Meaning meaning) => meaning switch
    {
        Meaning.Improvement => "It looks like a real improvement: thank you to everyone who made it happen.",
        Meaning.Concern => "It looks like a real worsening: find out what has changed.",
        _ => "Something has changed; the figure does not say whether for better or worse.",
    };
}
