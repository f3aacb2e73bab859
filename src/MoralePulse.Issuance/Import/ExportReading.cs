using MoralePulse.Domain;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Issuance.Import;

/// <summary>Reads an export as units and people. Depth is ragged: a level that is empty, or repeats the one above it, is left out.</summary>
/// <param name="file">The export.</param>
/// <param name="columns">What its columns mean.</param>
/// <param name="tree">The tree as it is, so that a unit keeps its id; null for a new organisation.</param>
internal sealed class ExportReading(ExportFile file, ExportColumns columns, UnitTree? tree)
{
    private readonly List<WrongLine> wrong = [.. file.Wrong];
    private readonly ExportUnits units = new(tree);

    /// <summary>The request that the export amounts to.</summary>
    public ImportRequest For(Ods ods, string name)
    {
        var people = Usable() ? file.Lines.Select(Person).ToList() : [];
        var ids = units.Ids();
        return new(ods, name, units.Lines(ids), [.. people.Select(person => person.Unit is "" ? person : person with { Unit = ids[person.Unit] })])
        {
            UnitsFile = file.Name,
            PeopleFile = file.Name,
            Unreadable = wrong,
            Columns = columns,
            RolesByFile = columns.Roles is not null,
            IdentitiesByFile = columns.Subject is not null,
        };
    }

    private bool Usable()
    {
        foreach (var gone in columns.All.Where(column => !file.Columns.Contains(column))) Wrong(1, Phrase.With(ImportTexts.ExportColumnGone, gone), ImportTexts.ExportColumnGoneRemedy);
        if (columns.Person is null) Wrong(1, ImportTexts.ExportNoPerson, ImportTexts.ExportChooseRemedy);
        if (!columns.Levels.Any()) Wrong(1, ImportTexts.ExportNoLevel, ImportTexts.ExportChooseRemedy);
        if (columns.Clash() is { } clash) Wrong(1, clash.What, ImportTexts.ExportColumnGoneRemedy);
        return wrong.All(line => line.Line != 1);
    }

    private PersonLine Person(ExportLine line)
    {
        var path = new List<(UnitKind Kind, string Name)>();
        foreach (var (kind, column) in new[] { (UnitKind.Directorate, columns.Directorate), (UnitKind.Department, columns.Department), (UnitKind.Team, columns.Team) })
        {
            var name = ExportUnits.Tidy(Value(line, column));
            if (name is "" || path is [.., var last] && ExportUnits.Same(last.Name, name)) continue;
            path.Add((kind, name));
        }

        var circle = path.FirstOrDefault(unit => path.Count(other => ExportUnits.Same(other.Name, unit.Name)) > 1).Name;
        if (circle is not null) Wrong(line.Number, Phrase.With(ImportTexts.UnitAboveItself, circle, string.Join(" > ", path.Select(unit => unit.Name))), ImportTexts.UnitAboveItselfRemedy);
        var unit = path.Count == 0 ? "" : units.Add(path, line.Number);
        return new(Value(line, columns.Person), Value(line, columns.Subject), unit, Value(line, columns.StaffGroup), Value(line, columns.Roles), line.Number, Value(line, columns.Email));
    }

    private string Value(ExportLine line, string? column) => column is null ? "" : line.Values[file.Columns.Index().First(known => known.Item == column).Index];

    private void Wrong(int line, string what, string remedy) => wrong.Add(new(file.Name, line, what, remedy));
}
