using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;

namespace MoralePulse.Web.Pages.Trends;

/// <summary>Whose trend a page shows.</summary>
/// <param name="Scope">The unit or cohort.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Unit">The unit; null for a cohort.</param>
public sealed record TrendSubject(PulseScope Scope, string Name, Unit? Unit)
{
    /// <summary>Whether different people are counted for it: for departments and up.</summary>
    public bool HasReach => Unit?.IsOpenToEverybody == true;

    /// <summary>The subject of an address; null where there is none. Without a code: the organisation.</summary>
    /// <param name="here">The organisation.</param>
    /// <param name="kind">staff-group or shift; null for a unit.</param>
    /// <param name="code">The unit's id or the cohort's code.</param>
    public static TrendSubject? Find(OrganisationSnapshot here, string? kind, string? code)
    {
        ArgumentNullException.ThrowIfNull(here);
        if (kind is null) return here.Tree.TryFind(code ?? here.Tree.Root.Id, out var unit) ? OfUnit(unit) : null;
        return new PulseScope(kind, code ?? "") is var scope && scope.IsCohortOf(here) ? OfCohort(scope, here) : null;
    }

    /// <summary>A unit.</summary>
    public static TrendSubject OfUnit(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new(PulseScope.OfUnit(unit.Id), unit.Name, unit);
    }

    /// <summary>Every staff group and shift of an organisation, in its order.</summary>
    public static IEnumerable<TrendSubject> CohortsOf(OrganisationSnapshot here)
    {
        ArgumentNullException.ThrowIfNull(here);
        return here.StaffGroups.Select(group => new PulseScope("staff-group", group.Code)).Concat(here.Shifts.Select(shift => new PulseScope("shift", shift.Code)))
            .Select(scope => OfCohort(scope, here));
    }

    private static TrendSubject OfCohort(PulseScope scope, OrganisationSnapshot here) => scope.Kind == "shift"
        ? new(scope, Say.With(TrendPageTexts.Shift, here.Shifts.First(shift => shift.Code == scope.Code).Name), null)
        : new(scope, here.StaffGroups.First(group => group.Code == scope.Code).Name, null);
}
