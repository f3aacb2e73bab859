using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Tree;

/// <summary>An organisation as it was at one version: its tree, shifts, staff groups and settings.</summary>
/// <param name="Ods">Its ODS code.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="Simulated">Whether it has a stored clock of its own.</param>
/// <param name="Opened">Whether staff may tap.</param>
/// <param name="Schedule">When its pools are looked at.</param>
/// <param name="Version">Rises with every change.</param>
/// <param name="Tree">Its units, closed ones included.</param>
/// <param name="Shifts">Its shifts, in order.</param>
/// <param name="StaffGroups">Its staff groups with headcounts, in order.</param>
/// <param name="Limits">Its release parameters.</param>
/// <param name="DeepestLevel">Its deepest published level.</param>
public sealed record OrganisationSnapshot(
    Ods Ods,
    string Name,
    TimeZoneInfo TimeZone,
    bool Simulated,
    bool Opened,
    TickSchedule Schedule,
    long Version,
    UnitTree Tree,
    IReadOnlyList<ShiftPattern> Shifts,
    IReadOnlyList<StaffGroup> StaffGroups,
    ReleaseLimits Limits,
    UnitKind DeepestLevel)
{
    /// <summary>The pools that it has.</summary>
    public Homes Homes { get; } = new(Tree, StaffGroups, Shifts, Limits, DeepestLevel);

    /// <summary>Whose clock says when its spent passes may go: empty for the server's own.</summary>
    public string LedgerClock => Simulated ? Ods.Value : "";

    /// <summary>Its local date at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset now) => TimeZone.DateAt(now);
}

/// <summary>An organisation and what time it is there.</summary>
/// <param name="Organisation">Tree, shifts and settings.</param>
/// <param name="Now">The server's time, or a simulated organisation's stored clock.</param>
public sealed record OrganisationNow(OrganisationSnapshot Organisation, DateTimeOffset Now)
{
    /// <summary>The organisation's date.</summary>
    public DateOnly Today => Organisation.DateAt(Now);

    /// <summary>The organisation's local date and time.</summary>
    public DateTime Local => TimeZoneInfo.ConvertTime(Now, Organisation.TimeZone).DateTime;
}
