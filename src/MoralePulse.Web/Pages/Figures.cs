using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;

namespace MoralePulse.Web.Pages;

/// <summary>The figure that a page shows for a unit and a window.</summary>
/// <param name="Sums">The sums.</param>
/// <param name="From">The unit whose sums they are: the unit itself, or its nearest ancestor that has any.</param>
public sealed record Figure(MoodSums Sums, Unit From);

/// <summary>The pulses of the units that a page shows, with what stands in for a unit that has none.</summary>
/// <param name="here">The organisation and its time.</param>
/// <param name="shown">The units, in the page's order.</param>
/// <param name="pulses">Their pulses.</param>
public sealed class Figures(OrganisationNow here, IReadOnlyList<Unit> shown, IReadOnlyDictionary<PulseScope, Pulse> pulses)
{
    /// <summary>The units, in the page's order.</summary>
    public IReadOnlyList<Unit> Shown => shown;

    /// <summary>The time zone that times are told in.</summary>
    public TimeZoneInfo Zone => here.Organisation.TimeZone;

    /// <summary>Reads the pulses of some units.</summary>
    public static async Task<Figures> Read(OrganisationNow here, IReadOnlyList<Unit> shown, PulseReader pulses, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(pulses);
        return new(here, shown, await pulses.Read(here, [.. shown.Select(unit => PulseScope.OfUnit(unit.Id))], stop));
    }

    /// <summary>A unit's own pulse.</summary>
    public Pulse PulseOf(Unit unit) => pulses[PulseScope.OfUnit(unit?.Id ?? "")];

    /// <summary>What a unit is called in a sentence.</summary>
    public static string NameIn(Unit unit) => unit?.ParentId is null ? BoardTexts.WholeOrganisation : unit.Name;

    /// <summary>The nearest unit above that is shown; null for the topmost.</summary>
    public Unit? ParentOf(Unit unit) => here.Organisation.Tree.PathOf(unit).Skip(1).FirstOrDefault(shown.Contains);

    /// <summary>The unit's own figure for a window, else the nearest ancestor's; null where there is none up to the organisation.</summary>
    public Figure? FigureOf(Unit unit, Func<PulseWindows, MoodSums?> window)
    {
        ArgumentNullException.ThrowIfNull(window);
        for (var at = unit; at is not null; at = ParentOf(at))
            if (window(PulseOf(at).Windows) is { } sums)
                return new(sums, at);
        return null;
    }
}
