namespace MoralePulse.Domain.Organisation;

/// <summary>How deep a unit lies; a larger value is deeper. Levels may be left out (ragged depth).</summary>
public enum UnitKind
{
    /// <summary>The organisation itself, the root of the tree.</summary>
    Organisation = 0,

    /// <summary>A directorate, division or care group.</summary>
    Directorate = 1,

    /// <summary>A department or service.</summary>
    Department = 2,

    /// <summary>A team or ward.</summary>
    Team = 3,
}

/// <summary>A node of an organisation's tree.</summary>
/// <param name="Id">Its id, unique in the organisation: 1 to 40 letters, digits, dots, dashes and underscores.</param>
/// <param name="ParentId">The unit it hangs under; null for the root only.</param>
/// <param name="Name">What its people call it.</param>
/// <param name="Kind">Its level.</param>
/// <param name="Headcount">People in it and everything below it.</param>
/// <param name="ClosedOn">The local date on which an import no longer had it; null while it lives. Closed units are never deleted.</param>
public sealed record Unit(string Id, string? ParentId, string Name, UnitKind Kind, int Headcount, DateOnly? ClosedOn = null)
{
    /// <summary>Whether everybody sees its figures: the organisation, directorates and departments.</summary>
    public bool IsOpenToEverybody => Kind < UnitKind.Team;
}
