using System.Globalization;
using MoralePulse.Domain;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Pages;

/// <summary>Dates, times and shares in the words of pages: "6 August 2018", "5:30pm", "58%".</summary>
public static class Say
{
    /// <summary>A text of a resource file with its values: <c>{0}</c>, <c>{1}</c>, …</summary>
    public static string With(string text, params object?[] values) => Phrase.With(text, values);

    /// <summary>"6 August 2018".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"5:30pm".</summary>
    public static string Time(DateTime local) => local.ToString("h:mm", CultureInfo.InvariantCulture) + (local.Hour < 12 ? "am" : "pm");

    /// <summary>"1,700".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A part of the whole in per cent, halves rounded up: the same sum as client/pulse.ts.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : $"{(200 * part + whole) / (2 * whole)}%";

    /// <summary>A part of the whole as a length of a drawing.</summary>
    public static string Length(long part, long whole) => whole == 0 ? "0%" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.00}%");

    /// <summary>"Last changed at 5:30pm on 6 August 2018.", on the wall of the organisation; null before the first release.</summary>
    public static string LastChanged(Pulse pulse, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(pulse);
        if (pulse.AsOf is not { } tick) return FrameTexts.NoFigureYet;
        var local = TimeZoneInfo.ConvertTime(tick, zone).DateTime;
        return With(FrameTexts.LastChanged, Time(local), Date(DateOnly.FromDateTime(local)));
    }
}
