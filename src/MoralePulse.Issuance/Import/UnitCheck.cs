using System.Text.RegularExpressions;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Import;

/// <summary>A unit's line with what could be read of it.</summary>
internal sealed record CheckedUnit(UnitLine Line, UnitKind? Kind, int? Headcount);

/// <summary>Checks the units' lines, each by itself and against each other.</summary>
internal sealed partial class UnitCheck(ImportRequest request, string? storedRoot, List<WrongLine> wrong)
{
    private const int LargestHeadcount = 1_000_000;

    private readonly Dictionary<string, CheckedUnit> units = new(StringComparer.Ordinal);

    /// <summary>Every line by its unit's id, the organisation's own included where no line has it.</summary>
    public IReadOnlyDictionary<string, CheckedUnit> Check()
    {
        foreach (var line in request.Units.Select(Trimmed)) Read(line);
        var root = Root();
        foreach (var unit in units.Values) CheckPlace(unit, root);
        return units;
    }

    private static UnitLine Trimmed(UnitLine line) => line with { Id = line.Id.Trim(), Parent = line.Parent.Trim(), Name = line.Name.Trim(), Kind = line.Kind.Trim(), Headcount = line.Headcount.Trim() };

    private void Read(UnitLine line)
    {
        var kind = Words.UnitKind(line.Kind.ToLowerInvariant());
        if (kind is null) Wrong(line, $"“{line.Kind}” is no kind of unit.", "Write directorate, department or team.");
        if (line.Name is "") Wrong(line, "The unit has no name.", "Write what its people call it.");
        else if (!PlainName.Is(line.Name)) Wrong(line, "The name is too long, broken over lines or has hidden characters.", $"Write up to {PlainName.Longest} visible characters on one line.");

        int? headcount = null;
        if (line.Headcount is not "")
        {
            if (int.TryParse(line.Headcount, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) && count <= LargestHeadcount) headcount = count;
            else Wrong(line, $"“{line.Headcount}” is no headcount.", "Write a whole number, or leave it empty to count the people's file.");
        }

        if (!IdForm().IsMatch(line.Id)) Wrong(line, $"“{line.Id}” can't be a unit's id.", "Use 1 to 40 letters, digits, dots, dashes and underscores.");
        else if (!units.TryAdd(line.Id, new(line, kind, headcount))) Wrong(line, $"The id “{line.Id}” is already that of line {units[line.Id].Line.Line}.", "Give each unit an id of its own.");
    }

    private string Root()
    {
        var roots = units.Values.Where(unit => unit.Kind == UnitKind.Organisation).Select(unit => unit.Line).ToList();
        foreach (var more in roots.Skip(1)) Wrong(more, $"The organisation itself is already line {roots[0].Line}.", "Make this one a directorate, department or team.");
        if (roots.Count > 0)
        {
            if (storedRoot is not null && roots[0].Id != storedRoot) Wrong(roots[0], $"The organisation's own unit has had the id “{storedRoot}” since it was created.", $"Write “{storedRoot}” as its id.");
            return roots[0].Id;
        }

        var own = new UnitLine(storedRoot ?? request.Ods.Value, "", request.Name, Words.Of(UnitKind.Organisation));
        if (!units.TryAdd(own.Id, new(own, UnitKind.Organisation, null)))
            Wrong(units[own.Id].Line, $"The id “{own.Id}” is the organisation's own.", "Give this unit another id, or make it the one of kind organisation.");
        return own.Id;
    }

    private void CheckPlace(CheckedUnit unit, string root)
    {
        var line = unit.Line;
        if (line.Id == root || unit.Kind == UnitKind.Organisation)
        {
            if (line.Parent is not "") Wrong(line, "The organisation can't hang under a unit.", "Leave its parent empty.");
            return;
        }

        if (line.Parent is "")
        {
            if (units.TryGetValue(root, out var given) && given.Line.Line > 0) Wrong(line, "The unit has no parent.", $"Write the id of the unit above it; the organisation's is “{root}”.");
        }
        else if (!units.TryGetValue(line.Parent, out var parent))
        {
            Wrong(line, $"There is no unit “{line.Parent}” for it to hang under.", "Add a line for that unit, or correct the parent.");
        }
        else if (unit.Kind is { } kind && parent.Kind is { } above && kind <= above)
        {
            Wrong(line, $"A {Words.Of(kind)} can't hang under “{line.Parent}”, a {Words.Of(above)}.", "The order is organisation, directorate, department, team; levels may be left out. Correct the parent or the kind.");
        }
    }

    private void Wrong(UnitLine line, string what, string remedy) => wrong.Add(new(request.UnitsFile, line.Line, what, remedy));

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,40}\z")]
    private static partial Regex IdForm();
}
