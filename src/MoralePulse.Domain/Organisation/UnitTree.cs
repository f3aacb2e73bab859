using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace MoralePulse.Domain.Organisation;

/// <summary>An organisation's tree, closed units included, so that a late tap still finds where it belongs.</summary>
public sealed class UnitTree
{
    private readonly FrozenDictionary<string, Unit> units;
    private readonly FrozenDictionary<string, Unit[]> children;

    /// <summary>Builds the tree and checks that it is one.</summary>
    /// <exception cref="ArgumentException">Not exactly one root of kind organisation, a parent that is missing, or a circle.</exception>
    public UnitTree(IEnumerable<Unit> units)
    {
        this.units = units.ToFrozenDictionary(unit => unit.Id);
        var roots = this.units.Values.Where(unit => unit.ParentId is null).ToList();
        if (roots is not [{ Kind: UnitKind.Organisation }]) throw new ArgumentException("A tree has exactly one root, of kind organisation.", nameof(units));
        Root = roots[0];
        children = this.units.Values.Where(unit => unit.ParentId is not null).GroupBy(unit => unit.ParentId!)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(unit => unit.Name, StringComparer.OrdinalIgnoreCase).ToArray());
        if (Below(Root.Id).Count() != this.units.Count) throw new ArgumentException("Every unit must hang, step by step, under the root.", nameof(units));
    }

    /// <summary>The organisation itself.</summary>
    public Unit Root { get; }

    /// <summary>Every unit, closed ones included, in no order.</summary>
    public IReadOnlyCollection<Unit> All => units.Values;

    /// <summary>The unit with an id, closed or not.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out Unit? unit) => units.TryGetValue(id, out unit);

    /// <summary>Living units directly below, by name.</summary>
    public IEnumerable<Unit> ChildrenOf(string id) => children.GetValueOrDefault(id, []).Where(unit => unit.ClosedOn is null);

    /// <summary>The unit and every unit below it, closed ones included, parents first.</summary>
    public IEnumerable<Unit> Below(string id)
    {
        var waiting = new Stack<Unit>([units[id]]);
        while (waiting.TryPop(out var unit))
        {
            yield return unit;
            foreach (var child in children.GetValueOrDefault(unit.Id, []).Reverse()) waiting.Push(child);
        }
    }

    /// <summary>The unit, its parent, and so on up to the organisation, closed ones included.</summary>
    public IEnumerable<Unit> PathOf(Unit unit)
    {
        for (var at = unit; at is not null; at = at.ParentId is { } parent ? units[parent] : null) yield return at;
    }

    /// <summary>Steps from the organisation: 0 for itself.</summary>
    public int DepthOf(Unit unit) => PathOf(unit).Count() - 1;

    /// <summary>
    /// The living unit that an id stands for on a date. A retired unit's id stands for its nearest living ancestor until the last pass that could
    /// name it closes, so that an outbox never loses a tap.
    /// </summary>
    public Unit? StandsFor(string id, DateOnly today)
    {
        if (!units.TryGetValue(id, out var unit)) return null;
        if (unit.ClosedOn is { } closed && !new ServiceDate(closed).IsOpenOn(today) && today > closed) return null;
        return NearestLiving(unit);
    }

    /// <summary>The unit itself while it lives, else its nearest living ancestor.</summary>
    public Unit NearestLiving(Unit unit) => PathOf(unit).First(at => at.ClosedOn is null || at.ParentId is null);
}
