using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>A person as the files have her, checked.</summary>
internal sealed record WantedPerson(string Person, string UnitId, string? StaffGroup, string? Email, IReadOnlySet<string> Roles, IReadOnlyList<SignInIdentity> Identities);

/// <summary>An organisation as the files have it: nothing in it is wrong.</summary>
internal sealed record Wanted(IReadOnlyList<Unit> Units, IReadOnlyList<WantedPerson> People)
{
    public Unit Root => Units.Single(unit => unit.ParentId is null);

    /// <summary>Checks the files as a whole: every wrong line is named, and there is a result only where none is.</summary>
    /// <param name="request">The files.</param>
    /// <param name="storedRoot">Id of the organisation's own unit from earlier imports, which stays.</param>
    /// <param name="wrong">Takes the wrong lines.</param>
    public static Wanted? From(ImportRequest request, string? storedRoot, List<WrongLine> wrong)
    {
        var units = new UnitCheck(request, storedRoot, wrong).Check();
        var before = wrong.Count;
        var people = new PeopleCheck(request, units, wrong).Check();
        var headcounts = before == 0 ? Headcounts.Of(request.UnitsFile, units, people, wrong) : null;
        if (wrong.Count > 0 || headcounts is null) return null;
        var root = units.Values.Single(unit => unit.Kind == UnitKind.Organisation).Line.Id;
        return new(
            [.. units.Values.Select(unit => new Unit(
                unit.Line.Id, unit.Kind == UnitKind.Organisation ? null : unit.Line.Parent is "" ? root : unit.Line.Parent, unit.Line.Name, unit.Kind!.Value, headcounts[unit.Line.Id]))],
            people);
    }
}
