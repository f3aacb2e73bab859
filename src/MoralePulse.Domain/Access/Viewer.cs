using MoralePulse.Domain.Organisation;

namespace MoralePulse.Domain.Access;

/// <summary>What a person may be, beside staff. Roles come from the directory only.</summary>
public enum Role
{
    /// <summary>Sees every unit under her own, down to teams.</summary>
    Manager,

    /// <summary>Sees every unit of the organisation.</summary>
    Executive,

    /// <summary>Keeps tree, people and settings; sees no figures beyond staff's.</summary>
    Administrator,

    /// <summary>Runs posters and invitations.</summary>
    MoraleInnovator,

    /// <summary>Reads the audit trail and publishes the key fingerprint.</summary>
    StaffRepresentative,

    /// <summary>Reads the evidence packs that an organisation has published to her, nothing else.</summary>
    Commissioner,
}

/// <summary>Who asks for a figure: no name, no staff number. Source: design, section 3.</summary>
/// <param name="Ods">The organisation she belongs to.</param>
/// <param name="Unit">Her own unit's id; a manager's is the one she manages.</param>
/// <param name="Roles">Her roles beside staff.</param>
public sealed record Viewer(Ods Ods, string Unit, IReadOnlySet<Role> Roles)
{
    /// <summary>Whether she may see a unit's own figure.</summary>
    public bool MaySee(Unit unit, UnitTree tree)
    {
        if (Roles.Contains(Role.Commissioner)) return false;
        if (unit.IsOpenToEverybody || unit.Id == Unit || Roles.Contains(Role.Executive)) return true;
        return Roles.Contains(Role.Manager) && tree.PathOf(unit).Any(above => above.Id == Unit);
    }

    /// <summary>Whether she leads a unit: an executive every one, a manager hers and those under it.</summary>
    public bool Leads(Unit unit, UnitTree tree) =>
        MaySee(unit, tree) && (Roles.Contains(Role.Executive) || Roles.Contains(Role.Manager) && tree.PathOf(unit).Any(above => above.Id == Unit));

    /// <summary>Whether she may be told what has changed in a unit: of the organisation and departments everybody may, of teams those who lead them.</summary>
    public bool MayBeTold(Unit unit, UnitTree tree) => Leads(unit, tree) || unit.IsOpenToEverybody && MaySee(unit, tree);

    /// <summary>Whether she may see the cohorts, which everybody on the staff may.</summary>
    public bool MaySeeCohorts => !Roles.Contains(Role.Commissioner);
}
