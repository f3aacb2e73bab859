using Microsoft.EntityFrameworkCore;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>An organisation's rows as they are now; all empty for one that is new.</summary>
internal sealed record Stored
{
    public OrganisationRow? Organisation { get; init; }

    public SettingsRow? Settings { get; init; }

    public ClockRow? Clock { get; init; }

    public IReadOnlyList<UnitRow> Units { get; init; } = [];

    public IReadOnlyList<ShiftRow> Shifts { get; init; } = [];

    public IReadOnlyList<StaffGroupRow> StaffGroups { get; init; } = [];

    public IReadOnlyList<PersonRow> People { get; init; } = [];

    public IReadOnlyList<IdentityRow> Identities { get; init; } = [];

    public IReadOnlyList<RoleRow> Roles { get; init; } = [];

    /// <summary>Whether somebody who has not left is an administrator.</summary>
    public bool IsAdministrator(string person) => Roles.Any(role => role.Person == person && role.Role == RoleWords.Of(Domain.Access.Role.Administrator)) && People.Any(one => one.Person == person && !one.Removed);

    /// <summary>Reads them, tracked by the context, so that what changes in them is written.</summary>
    public static async Task<Stored> Read(IssuanceContext context, Ods ods, CancellationToken stop) => new()
    {
        Organisation = await context.Set<OrganisationRow>().SingleOrDefaultAsync(row => row.Ods == ods.Value, stop),
        Settings = await context.Set<SettingsRow>().SingleOrDefaultAsync(row => row.Ods == ods.Value, stop),
        Clock = await context.Set<ClockRow>().SingleOrDefaultAsync(row => row.Ods == ods.Value, stop),
        Units = await context.Set<UnitRow>().Where(row => row.Ods == ods.Value).ToListAsync(stop),
        Shifts = await context.Set<ShiftRow>().Where(row => row.Ods == ods.Value).ToListAsync(stop),
        StaffGroups = await context.Set<StaffGroupRow>().Where(row => row.Ods == ods.Value).ToListAsync(stop),
        People = await context.Set<PersonRow>().Where(row => row.Ods == ods.Value).ToListAsync(stop),
        Identities = await context.Set<IdentityRow>().Where(row => row.Ods == ods.Value).ToListAsync(stop),
        Roles = await context.Set<RoleRow>().Where(row => row.Ods == ods.Value).ToListAsync(stop),
    };
}
