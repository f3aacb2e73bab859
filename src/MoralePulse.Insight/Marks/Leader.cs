using MoralePulse.Domain.Access;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;

namespace MoralePulse.Insight.Marks;

/// <summary>Who sets a target or writes on a chart, in which role.</summary>
/// <param name="Viewer">What she may see and where.</param>
/// <param name="Person">Her staff number: it is kept with what she sets, as what she did in her role.</param>
public sealed record Leader(Viewer Viewer, string Person)
{
    /// <summary>The role in which she may mark a chart; null where she may not: an executive every chart of the organisation, a manager those of her unit and below.</summary>
    public string? RoleFor(PulseScope scope, OrganisationSnapshot organisation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(organisation);
        if (Viewer.Roles.Contains(Role.Executive)) return Viewer.MaySee(scope, organisation) ? "executive" : null;
        return scope.Kind == "unit" && Viewer.Ods == organisation.Ods && organisation.Tree.TryFind(scope.Code, out var unit) && Viewer.Leads(unit, organisation.Tree) ? "manager" : null;
    }
}
