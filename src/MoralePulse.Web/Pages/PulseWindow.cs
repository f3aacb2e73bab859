using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Pages;

/// <summary>One of the three windows of a pulse, as boards show it.</summary>
/// <param name="Name">Its name on the wire and in addresses.</param>
/// <param name="Title">What a page calls it.</param>
/// <param name="Of">A pulse's sums for it.</param>
public sealed record PulseWindow(string Name, Func<string> Title, Func<PulseWindows, MoodSums?> Of)
{
    /// <summary>All three, the newest first.</summary>
    public static IReadOnlyList<PulseWindow> All { get; } =
    [
        new("latest", () => BoardTexts.WindowLatest, windows => windows.Latest),
        new("7d", () => BoardTexts.Window7, windows => windows.SevenDays),
        new("28d", () => BoardTexts.Window28, windows => windows.TwentyEightDays),
    ];

    /// <summary>The window that an address names, alone; all of them where it names none.</summary>
    public static IReadOnlyList<PulseWindow> Chosen(string? name) => All.FirstOrDefault(window => window.Name == name) is { } one ? [one] : All;
}
