using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.Pages.Boards;

/// <summary>A unit of the heat map with its teams, which are folded away together.</summary>
/// <param name="Unit">The organisation, a directorate or a department.</param>
/// <param name="Depth">Steps from the organisation.</param>
/// <param name="Teams">Teams below it that belong to no unit between, in the tree's order.</param>
public sealed record HeatGroup(Unit Unit, int Depth, IReadOnlyList<Unit> Teams)
{
    /// <summary>Every living unit once: each group before those of the units below it.</summary>
    public static IReadOnlyList<HeatGroup> Of(UnitTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var groups = new List<HeatGroup>();
        Add(tree.Root, 0);
        return groups;

        void Add(Unit unit, int depth)
        {
            groups.Add(new(unit, depth, [.. Teams(unit)]));
            foreach (var below in tree.ChildrenOf(unit.Id).Where(child => child.IsOpenToEverybody)) Add(below, depth + 1);
        }

        // A tree may be ragged: a team may have teams of its own.
        IEnumerable<Unit> Teams(Unit unit) => tree.ChildrenOf(unit.Id).Where(child => !child.IsOpenToEverybody).SelectMany(team => Teams(team).Prepend(team));
    }
}
