namespace MoralePulse.Issuance.Import;

// Rows of the tables that an import writes. What each column means is commented in the database (Migrations/*.sql); a test holds these against it.

internal sealed class OrganisationRow
{
    public required string Ods { get; init; }

    public required string Name { get; set; }

    public required string TimeZone { get; init; }

    public required bool Simulated { get; init; }

    public bool Opened { get; set; }

    public bool OpensByHand { get; init; }

    public string? Contact { get; init; }

    public int? TickSeconds { get; set; }

    public long Version { get; set; }

    public int Restores { get; init; }
}

internal sealed class SettingsRow
{
    public required string Ods { get; init; }

    public required int MinimumTaps { get; init; }

    public required int ProvenPeople { get; init; }

    public required int Dissent { get; init; }

    public required string DeepestLevel { get; init; }

    public int? BlocksKeptMonths { get; init; }
}

internal sealed class ClockRow
{
    public required string Ods { get; init; }

    public required DateTimeOffset Now { get; init; }
}

internal sealed class UnitRow
{
    public required string Ods { get; init; }

    public required string Id { get; init; }

    public string? ParentId { get; set; }

    public required string Name { get; set; }

    public required string Kind { get; set; }

    public int Headcount { get; set; }

    public DateOnly? ClosedOn { get; set; }
}

internal sealed class ShiftRow
{
    public required string Ods { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required TimeOnly Starts { get; init; }

    public required TimeOnly Ends { get; init; }

    public required int Position { get; init; }

    public DateOnly? RetiredOn { get; init; }
}

internal sealed class StaffGroupRow
{
    public required string Ods { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }

    public int Headcount { get; set; }

    public int Position { get; set; }
}

internal sealed class PersonRow
{
    public required string Ods { get; init; }

    public required string Person { get; init; }

    public required string UnitId { get; set; }

    public string? StaffGroup { get; set; }

    public required byte[] WalletId { get; init; }

    public string? Email { get; set; }

    public bool Removed { get; set; }
}

internal sealed class IdentityRow
{
    public required string Ods { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Person { get; set; }

    public bool ByHand { get; set; }
}

internal sealed class RoleRow
{
    public required string Ods { get; init; }

    public required string Person { get; init; }

    public required string Role { get; init; }
}
