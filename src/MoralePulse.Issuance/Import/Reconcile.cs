using System.Security.Cryptography;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Import;

/// <summary>
/// Brings an organisation's rows in line with what the files want, in memory: rows that stay are changed in place, others are added or removed.
/// </summary>
/// <param name="ods">Whose rows.</param>
/// <param name="stored">The rows as they are.</param>
/// <param name="wanted">The organisation as it is to be.</param>
/// <param name="today">The organisation's local date.</param>
internal sealed class Reconcile(Ods ods, Stored stored, Wanted wanted, DateOnly today)
{
    private const int WalletIdSize = 16;

    /// <summary>Rows to insert.</summary>
    public List<object> Added { get; } = [];

    /// <summary>Rows to delete: identities and roles only.</summary>
    public List<object> Removed { get; } = [];

    /// <summary>Everything but the organisation's own row.</summary>
    public ImportChanges Run()
    {
        if (stored.Settings is null)
        {
            var limits = new ReleaseLimits();
            Added.Add(new SettingsRow { Ods = ods.Value, MinimumTaps = limits.MinimumTaps, ProvenPeople = limits.ProvenPeople, Dissent = limits.Dissent, DeepestLevel = Words.Of(UnitKind.Team) });
        }

        if (stored.Shifts.Count == 0)
            Added.AddRange(ShiftPattern.Defaults.Select((shift, at) => new ShiftRow { Ods = ods.Value, Code = shift.Code, Name = shift.Name, Starts = shift.Starts, Ends = shift.Ends, Position = at + 1 }));
        StaffGroups();
        return People(Units(new()));
    }

    private void StaffGroups()
    {
        var people = wanted.People.Where(person => person.StaffGroup is not null).CountBy(person => person.StaffGroup!).ToDictionary();
        var known = stored.StaffGroups.ToDictionary(row => row.Code);
        foreach (var (at, group) in StaffGroup.Esr.Index())
        {
            if (!known.TryGetValue(group.Code, out var row)) Added.Add(row = new() { Ods = ods.Value, Code = group.Code, Name = group.Name });
            (row.Name, row.Position, row.Headcount) = (group.Name, at + 1, people.GetValueOrDefault(group.Code));
        }
    }

    private ImportChanges Units(ImportChanges changes)
    {
        var known = stored.Units.ToDictionary(row => row.Id);
        foreach (var unit in wanted.Units)
        {
            if (!known.Remove(unit.Id, out var row))
            {
                Added.Add(row = new() { Ods = ods.Value, Id = unit.Id, ParentId = unit.ParentId, Name = unit.Name, Kind = Words.Of(unit.Kind) });
                changes = changes with { UnitsOpened = changes.UnitsOpened + 1 };
            }
            else if (row.ClosedOn is not null) changes = changes with { UnitsOpened = changes.UnitsOpened + 1 };
            else if (row.ParentId != unit.ParentId) changes = changes with { UnitsMoved = changes.UnitsMoved + 1 };

            (row.ParentId, row.Name, row.Kind, row.Headcount, row.ClosedOn) = (unit.ParentId, unit.Name, Words.Of(unit.Kind), unit.Headcount, null);
        }

        var closed = known.Values.Where(row => row.ClosedOn is null).ToList();
        foreach (var row in closed) row.ClosedOn = today;
        return changes with { UnitsClosed = closed.Count };
    }

    private ImportChanges People(ImportChanges changes)
    {
        var known = stored.People.ToDictionary(row => row.Person);
        foreach (var person in wanted.People)
        {
            if (!known.Remove(person.Person, out var row))
            {
                Added.Add(row = new() { Ods = ods.Value, Person = person.Person, UnitId = person.UnitId, WalletId = RandomNumberGenerator.GetBytes(WalletIdSize) });
                changes = changes with { Joiners = changes.Joiners + 1 };
            }
            else if (row.Removed) changes = changes with { Joiners = changes.Joiners + 1 };
            else if (row.UnitId != person.UnitId) changes = changes with { Movers = changes.Movers + 1 };

            (row.UnitId, row.StaffGroup, row.Email, row.Removed) = (person.UnitId, person.StaffGroup, person.Email, false);
        }

        var left = known.Values.Where(row => !row.Removed).ToList();
        foreach (var row in left) (row.Removed, row.Email) = (true, null);
        Identities();
        Roles();
        return changes with { Leavers = left.Count };
    }

    private void Identities()
    {
        var known = stored.Identities.ToDictionary(row => row.Subject);
        foreach (var (person, subject) in wanted.People.SelectMany(person => person.Subjects.Select(subject => (person.Person, subject))))
        {
            if (known.Remove(subject, out var row)) row.Person = person;
            else Added.Add(new IdentityRow { Ods = ods.Value, Subject = subject, Person = person });
        }

        Removed.AddRange(known.Values);
    }

    private void Roles()
    {
        var known = stored.Roles.ToDictionary(row => (row.Person, row.Role));
        foreach (var (person, role) in wanted.People.SelectMany(person => person.Roles.Select(role => (person.Person, role))))
        {
            if (!known.Remove((person, role))) Added.Add(new RoleRow { Ods = ods.Value, Person = person, Role = role });
        }

        Removed.AddRange(known.Values);
    }
}
