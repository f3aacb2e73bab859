using System.Security.Cryptography;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Import;

/// <summary>
/// Brings an organisation's rows in line with what the files want, in memory: rows that stay are changed in place, others are added or removed.
/// </summary>
/// <param name="request">Whose rows, and what its files decide.</param>
/// <param name="stored">The rows as they are.</param>
/// <param name="wanted">The organisation as it is to be.</param>
/// <param name="today">The organisation's local date.</param>
internal sealed class Reconcile(ImportRequest request, Stored stored, Wanted wanted, DateOnly today)
{
    private const int WalletIdSize = 16;

    private readonly string ods = request.Ods.Value;
    private readonly List<PersonMove> people = [];
    private readonly List<UnitMove> units = [];

    /// <summary>Rows to insert.</summary>
    public List<object> Added { get; } = [];

    /// <summary>Rows to delete: identities and roles only.</summary>
    public List<object> Removed { get; } = [];

    /// <summary>Everything but the organisation's own row.</summary>
    public ImportPlan Run()
    {
        if (stored.Settings is null)
        {
            var limits = new ReleaseLimits();
            Added.Add(new SettingsRow { Ods = ods, MinimumTaps = limits.MinimumTaps, ProvenPeople = limits.ProvenPeople, Dissent = limits.Dissent, DeepestLevel = Words.Of(UnitKind.Team) });
        }

        if (stored.Shifts.Count == 0)
            Added.AddRange(ShiftPattern.Defaults.Select((shift, at) => new ShiftRow { Ods = ods, Code = shift.Code, Name = shift.Name, Starts = shift.Starts, Ends = shift.Ends, Position = at + 1 }));
        var rights = new ReconcileRights(request, stored, wanted); // which looks who is there before anything changes
        StaffGroups();
        var changes = People(Units(new()));
        rights.Run(Added, Removed);
        return new()
        {
            Changes = changes with { IdentitiesLost = rights.Identities.Count(one => one.From is not null), IdentitiesPassed = rights.Identities.Count(one => one is { From: not null, To: not null }), RolesChanged = rights.RolesChanged },
            People = people,
            Units = units,
            Roles = rights.Roles,
            Identities = rights.Identities,
        };
    }

    private void StaffGroups()
    {
        var people = wanted.People.Where(person => person.StaffGroup is not null).CountBy(person => person.StaffGroup!).ToDictionary();
        var known = stored.StaffGroups.ToDictionary(row => row.Code);
        foreach (var (at, group) in StaffGroup.Esr.Index())
        {
            if (!known.TryGetValue(group.Code, out var row)) Added.Add(row = new() { Ods = ods, Code = group.Code, Name = group.Name });
            (row.Name, row.Position, row.Headcount) = (group.Name, at + 1, people.GetValueOrDefault(group.Code));
        }
    }

    private ImportChanges Units(ImportChanges changes)
    {
        var known = stored.Units.ToDictionary(row => row.Id);
        var before = stored.Units.ToDictionary(row => row.Id, row => row.Name);
        var after = wanted.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        foreach (var unit in wanted.Units)
        {
            if (!known.Remove(unit.Id, out var row))
            {
                Added.Add(row = new() { Ods = ods, Id = unit.Id, ParentId = unit.ParentId, Name = unit.Name, Kind = Words.Of(unit.Kind) });
                Opens(unit);
            }
            else if (row.ClosedOn is not null) Opens(unit);
            else if (row.ParentId != unit.ParentId) units.Add(new(unit.Name, row.ParentId is { } above ? before[above] : "", unit.ParentId is { } now ? after[now] : ""));

            (row.ParentId, row.Name, row.Kind, row.Headcount, row.ClosedOn) = (unit.ParentId, unit.Name, Words.Of(unit.Kind), unit.Headcount, null);
        }

        foreach (var row in known.Values.Where(row => row.ClosedOn is null))
        {
            row.ClosedOn = today;
            units.Add(new(row.Name, row.ParentId is { } above ? before[above] : "", null));
        }

        return changes with { UnitsOpened = units.Count(unit => unit.From is null), UnitsMoved = units.Count(unit => unit is { From: not null, To: not null }), UnitsClosed = units.Count(unit => unit.To is null) };

        void Opens(Unit unit) => units.Add(new(unit.Name, null, unit.ParentId is { } above ? after[above] : ""));
    }

    private ImportChanges People(ImportChanges changes)
    {
        var known = stored.People.ToDictionary(row => row.Person);
        var before = stored.Units.ToDictionary(row => row.Id, row => row.Name);
        var after = wanted.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        foreach (var person in wanted.People)
        {
            if (!known.Remove(person.Person, out var row))
            {
                Added.Add(row = new() { Ods = ods, Person = person.Person, UnitId = person.UnitId, WalletId = RandomNumberGenerator.GetBytes(WalletIdSize) });
                people.Add(new(person.Person, null, after[person.UnitId]));
            }
            else if (row.Removed) people.Add(new(person.Person, null, after[person.UnitId]));
            else if (row.UnitId != person.UnitId) people.Add(new(person.Person, before[row.UnitId], after[person.UnitId]));

            (row.UnitId, row.StaffGroup, row.Email, row.Removed) = (person.UnitId, person.StaffGroup, person.Email, false);
        }

        foreach (var row in known.Values.Where(row => !row.Removed))
        {
            (row.Removed, row.Email) = (true, null);
            people.Add(new(row.Person, before[row.UnitId], null));
        }

        return changes with { Joiners = people.Count(person => person.From is null), Movers = people.Count(person => person is { From: not null, To: not null }), Leavers = people.Count(person => person.To is null) };
    }
}
