using MoralePulse.Domain.Organisation;

namespace MoralePulse.Issuance.Import;

/// <summary>One line of the units' file, as written there.</summary>
/// <param name="Id">The unit's id.</param>
/// <param name="Parent">The id of the unit above; empty: directly under the organisation.</param>
/// <param name="Name">What its people call it.</param>
/// <param name="Kind">directorate, department or team; organisation for at most one line.</param>
/// <param name="Headcount">People in it and below; empty: counted from the people's file.</param>
/// <param name="Line">Line number in the file, from 1; 0 where there is no file.</param>
public sealed record UnitLine(string Id, string Parent, string Name, string Kind, string Headcount = "", int Line = 0);

/// <summary>One line of the people's file, as written there: one sign-in identity of one person.</summary>
/// <param name="Person">Staff number.</param>
/// <param name="Subject">What the identity provider calls her.</param>
/// <param name="Unit">The unit she belongs to; may be empty from her second line on.</param>
/// <param name="StaffGroup">ESR name or code; may be empty.</param>
/// <param name="Roles">Roles beside staff, separated by semicolons.</param>
/// <param name="Line">Line number in the file, from 1; 0 where there is no file.</param>
/// <param name="Email">Where notices are sent that she asks for; may be empty.</param>
/// <param name="Issuer">Which identity provider calls her so, by its issuer's address; empty: the only one that the organisation has.</param>
public sealed record PersonLine(string Person, string Subject, string Unit, string StaffGroup = "", string Roles = "", int Line = 0, string Email = "", string Issuer = "");

/// <summary>An organisation as it is to be from now on.</summary>
/// <param name="Ods">Its ODS code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Units">Every living unit; what is missing is closed.</param>
/// <param name="People">Everybody; who is missing is removed, softly.</param>
public sealed record ImportRequest(Ods Ods, string Name, IReadOnlyList<UnitLine> Units, IReadOnlyList<PersonLine> People)
{
    /// <summary>Whether it has a stored clock of its own; decided when it is created.</summary>
    public bool Simulated { get; init; }

    /// <summary>Seconds between ticks, 1 to 3600, for a simulated organisation only; null: as it was, the standard schedule at first.</summary>
    public int? TickSeconds { get; init; }

    /// <summary>Staff number of the administrator who imports; null for the operator's command.</summary>
    public string? By { get; init; }

    /// <summary>Whether it may only be the first organisation of all.</summary>
    public bool First { get; init; }

    /// <summary>Whether an administrator opens it, if this import makes it; otherwise the first import with enough people does.</summary>
    public bool OpensByHand { get; init; }

    /// <summary>Whether the file decides about roles. Otherwise they stay as they are, and leavers lose theirs.</summary>
    public bool RolesByFile { get; init; } = true;

    /// <summary>Whether the file decides about the sign-in identities that files brought. Otherwise they stay as they are, and leavers lose theirs.</summary>
    public bool IdentitiesByFile { get; init; } = true;

    /// <summary>The export that the units and people were read from; null for the two files, units.csv and people.csv.</summary>
    public ExportColumns? Columns { get; init; }

    /// <summary>What a preview said would change: with anything else nothing is imported. Null: whatever it is.</summary>
    public string? Expected { get; init; }

    /// <summary>Lines that could not be read.</summary>
    public IReadOnlyList<WrongLine> Unreadable { get; init; } = [];

    /// <summary>What the units' file is called in a complaint.</summary>
    public string UnitsFile { get; init; } = "units";

    /// <summary>What the people's file is called in a complaint.</summary>
    public string PeopleFile { get; init; } = "people";
}
