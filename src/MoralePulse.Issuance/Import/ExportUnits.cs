using System.Security.Cryptography;
using System.Text;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Import;

/// <summary>
/// The units that an export names by their paths, with ids. An export has none, so a unit keeps the id that the tree has for its path; else, where exactly one living unit of its kind
/// and name is left over on each side, that one's: it has moved. Any other is new, with an id made of its path, the same each time.
/// </summary>
/// <param name="tree">The tree as it is; null for a new organisation.</param>
internal sealed class ExportUnits(UnitTree? tree)
{
    private const int LongestSlug = 27;

    private readonly Dictionary<string, Named> units = [];

    private sealed record Named(string Key, UnitKind Kind, string Name, string? Parent, int Line);

    /// <summary>What people wrote with stray spaces is one name.</summary>
    public static string Tidy(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether two names mean one unit.</summary>
    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes in a path of at least one unit.</summary>
    /// <returns>The key of its last unit, until all paths are known and <see cref="Ids"/> has its id.</returns>
    public string Add(IReadOnlyList<(UnitKind Kind, string Name)> path, int line)
    {
        string? above = null;
        foreach (var (kind, name) in path)
        {
            var key = KeyOf(above, kind, name);
            units.TryAdd(key, new(key, kind, name, above, line));
            above = key;
        }

        return above!;
    }

    /// <summary>The id of every unit, by its key.</summary>
    public IReadOnlyDictionary<string, string> Ids()
    {
        var known = tree is null ? [] : tree.All.Where(unit => unit.ParentId is not null).ToList();
        // Of two with the same path, the living one.
        var byPath = known.OrderBy(unit => unit.ClosedOn is not null).GroupBy(PathKeyOf).ToDictionary(group => group.Key, group => group.First().Id);
        var ids = units.Keys.Where(byPath.ContainsKey).ToDictionary(key => key, key => byPath[key]);

        var left = known.Where(unit => unit.ClosedOn is null && !ids.ContainsValue(unit.Id)).ToLookup(unit => (unit.Kind, unit.Name.ToUpperInvariant()), unit => unit.Id);
        foreach (var alike in units.Values.Where(unit => !ids.ContainsKey(unit.Key)).GroupBy(unit => (unit.Kind, unit.Name.ToUpperInvariant())).ToList())
            if (left[alike.Key].ToList() is [var moved] && alike.Count() == 1) ids.Add(alike.Single().Key, moved);

        var taken = known.Select(unit => unit.Id).ToHashSet();
        foreach (var unit in units.Values.Where(unit => !ids.ContainsKey(unit.Key)))
        {
            var id = NewId(unit);
            while (!taken.Add(id)) id += "x";
            ids.Add(unit.Key, id);
        }

        return ids;
    }

    /// <summary>Every unit, parents first.</summary>
    public IReadOnlyList<UnitLine> Lines(IReadOnlyDictionary<string, string> ids) =>
        [.. units.Values.Select(unit => new UnitLine(ids[unit.Key], unit.Parent is null ? "" : ids[unit.Parent], unit.Name, Words.Of(unit.Kind), "", unit.Line))];

    private string PathKeyOf(Unit unit) => tree!.PathOf(unit).Reverse().Skip(1).Aggregate((string?)null, (above, step) => KeyOf(above, step.Kind, step.Name))!;

    private static string KeyOf(string? above, UnitKind kind, string name) => $"{above}/{(int)kind}:{name.ToUpperInvariant()}";

    private static string NewId(Named unit)
    {
        var letters = string.Concat(unit.Name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '));
        var slug = string.Join('-', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(unit.Key)).AsSpan(0, 6));
        return slug is "" ? hash : $"{slug[..Math.Min(slug.Length, LongestSlug)].Trim('-')}-{hash}";
    }
}
