using MoralePulse.Domain;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Issuance.Import;

/// <summary>Headcounts of a tree: as stated, or else counted.</summary>
internal static class Headcounts
{
    /// <summary>
    /// Every unit's headcount. One that is not stated is the people in it and the headcounts below it, stated ones too, so that no unit is ever
    /// smaller than what hangs under it; a stated one that is, is wrong.
    /// </summary>
    public static IReadOnlyDictionary<string, int> Of(string file, IReadOnlyDictionary<string, CheckedUnit> units, IEnumerable<WantedPerson> people, List<WrongLine> wrong)
    {
        var root = units.Values.First(unit => unit.Kind == UnitKind.Organisation).Line.Id;
        var counts = units.Keys.ToDictionary(id => id, _ => 0);
        var inside = units.Keys.ToDictionary(id => id, _ => 0);
        foreach (var person in people.Where(person => inside.ContainsKey(person.UnitId))) inside[person.UnitId]++;

        // A child is deeper in kind than its parent, so the deepest kind first meets every child before its parent.
        foreach (var unit in units.Values.OrderByDescending(unit => unit.Kind))
        {
            var id = unit.Line.Id;
            var below = counts[id];
            if (unit.Headcount < below)
                wrong.Add(new(file, unit.Line.Line, Phrase.With(ImportTexts.HeadcountTooSmall, unit.Headcount, id, below), ImportTexts.HeadcountTooSmallRemedy));
            counts[id] = unit.Headcount ?? below + inside[id];
            if (id != root) counts[unit.Line.Parent is "" ? root : unit.Line.Parent] += counts[id];
        }

        return counts;
    }
}
