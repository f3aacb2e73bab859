using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Pages.Boards;

/// <summary>A line of a board's table of all figures.</summary>
/// <param name="Name">The unit or cohort.</param>
/// <param name="Window">The window.</param>
/// <param name="Sums">The figure; null where there is none.</param>
/// <param name="From">Whose figure it is, where it is not its own.</param>
public sealed record FigureLine(string Name, PulseWindow Window, MoodSums? Sums, string? From)
{
    /// <summary>The lines of some units, with what stands in for those that have no figure of their own.</summary>
    public static IEnumerable<FigureLine> Of(IEnumerable<Domain.Organisation.Unit> units, Figures figures, IReadOnlyList<PulseWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return from unit in units
               from window in windows
               let figure = figures.FigureOf(unit, window.Of)
               select new FigureLine(unit.Name, window, figure?.Sums, figure is null || figure.From == unit ? null : Figures.NameIn(figure.From));
    }
}
