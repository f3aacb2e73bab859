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

    /// <summary>Shifts that have left the list; a tap may still name one for a while.</summary>
    public IReadOnlyList<ShiftPattern> RetiredShifts { get; init; } = [];

    /// <summary>Whom staff ask about their sign-in or the directory; null where none is set.</summary>
    public string? Contact { get; init; }

    /// <summary>Who helps after a hard day, in order, beside what every page says.</summary>
    public IReadOnlyList<SupportContact> Support { get; init; } = [];

    /// <summary>SHA-256 of its logo, hex; null where it has none.</summary>
    public string? LogoHash { get; init; }

    /// <summary>Whole months that blocks are kept before the current one; null: for ever.</summary>
    public int? BlocksKeptMonths { get; init; }

    /// <summary>Whether an administrator opens it; otherwise the first import with enough people does.</summary>
    public bool OpensByHand { get; init; }

    /// <summary>Whether a tap may name a shift on a date.</summary>
    public bool MayName(string shift, DateOnly today) => Shifts.Concat(RetiredShifts).Any(known => known.Code == shift && known.MayBeNamedOn(today));

    /// <summary>Its local date at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset now) => TimeZone.DateAt(now);
}

/// <summary>Who helps staff.</summary>
/// <param name="Name">What it is, in the organisation's words.</param>
/// <param name="Address">Telephone number, e-mail address or https address; null where the words are enough.</param>
public sealed record SupportContact(string Name, string? Address);

/// <summary>A picture beside an organisation's name.</summary>
/// <param name="Type">image/png or image/jpeg.</param>
/// <param name="Content">The file.</param>
/// <param name="Hash">SHA-256 of the file, hex.</param>
public sealed record Logo(string Type, ReadOnlyMemory<byte> Content, string Hash);

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
