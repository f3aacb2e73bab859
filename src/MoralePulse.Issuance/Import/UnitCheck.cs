using System.Globalization;
using System.Text.RegularExpressions;
using MoralePulse.Domain;
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
        if (kind is null) Wrong(line, Phrase.With(ImportTexts.NoKind, line.Kind), ImportTexts.NoKindRemedy);
        if (line.Name is "") Wrong(line, ImportTexts.UnitWithoutName, ImportTexts.UnitWithoutNameRemedy);
        else if (!PlainName.Is(line.Name)) Wrong(line, ImportTexts.UnitName, Phrase.With(ImportTexts.UnitNameRemedy, PlainName.Longest));

        int? headcount = null;
        if (line.Headcount is not "")
        {
            if (int.TryParse(line.Headcount, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= LargestHeadcount) headcount = count;
            else Wrong(line, Phrase.With(ImportTexts.NoHeadcount, line.Headcount), ImportTexts.NoHeadcountRemedy);
        }

        if (!IdForm().IsMatch(line.Id)) Wrong(line, Phrase.With(ImportTexts.NoUnitId, line.Id), ImportTexts.NoUnitIdRemedy);
        else if (!units.TryAdd(line.Id, new(line, kind, headcount))) Wrong(line, Phrase.With(ImportTexts.UnitIdTaken, line.Id, units[line.Id].Line.Line), ImportTexts.UnitIdTakenRemedy);
    }

    private string Root()
    {
        var roots = units.Values.Where(unit => unit.Kind == UnitKind.Organisation).Select(unit => unit.Line).ToList();
        foreach (var more in roots.Skip(1)) Wrong(more, Phrase.With(ImportTexts.SecondRoot, roots[0].Line), ImportTexts.SecondRootRemedy);
        if (roots.Count > 0)
        {
            if (storedRoot is not null && roots[0].Id != storedRoot) Wrong(roots[0], Phrase.With(ImportTexts.RootIdStays, storedRoot), Phrase.With(ImportTexts.RootIdStaysRemedy, storedRoot));
            return roots[0].Id;
        }

        var own = new UnitLine(storedRoot ?? request.Ods.Value, "", request.Name, Words.Of(UnitKind.Organisation));
        if (!units.TryAdd(own.Id, new(own, UnitKind.Organisation, null)))
            Wrong(units[own.Id].Line, Phrase.With(ImportTexts.RootIdTaken, own.Id), ImportTexts.RootIdTakenRemedy);
        return own.Id;
    }

    private void CheckPlace(CheckedUnit unit, string root)
    {
        var line = unit.Line;
        if (line.Id == root || unit.Kind == UnitKind.Organisation)
        {
            if (line.Parent is not "") Wrong(line, ImportTexts.RootWithParent, ImportTexts.RootWithParentRemedy);
            return;
        }

        if (line.Parent is "")
        {
            if (units.TryGetValue(root, out var given) && given.Line.Line > 0) Wrong(line, ImportTexts.NoParent, Phrase.With(ImportTexts.NoParentRemedy, root));
        }
        else if (!units.TryGetValue(line.Parent, out var parent))
        {
            Wrong(line, Phrase.With(ImportTexts.UnknownParent, line.Parent), ImportTexts.UnknownParentRemedy);
        }
        else if (unit.Kind is { } kind && parent.Kind is { } above && kind <= above)
        {
            Wrong(line, Phrase.With(ImportTexts.WrongParent, Words.Of(kind), line.Parent, Words.Of(above)), ImportTexts.WrongParentRemedy);
        }
    }

    private void Wrong(UnitLine line, string what, string remedy) => wrong.Add(new(request.UnitsFile, line.Line, what, remedy));

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,40}\z")]
    private static partial Regex IdForm();
}
