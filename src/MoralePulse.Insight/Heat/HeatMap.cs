using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Insight.Heat;

/// <summary>Units by weeks: each cell the sums of whole blocks that were released in that week and count for that unit.</summary>
/// <param name="Weeks">The weeks, oldest first; the last is the organisation's current one and not over yet.</param>
/// <param name="Rows">For each unit that was asked for and has any block in these weeks, a cell for each week: null where none was released, which is no figure of its own.</param>
public sealed record HeatMap(IReadOnlyList<Week> Weeks, IReadOnlyDictionary<string, IReadOnlyList<MoodSums?>> Rows)
{
    /// <summary>A unit's cell; null where it has no figure of its own.</summary>
    /// <param name="unit">The unit's id.</param>
    /// <param name="week">Place of the week among <see cref="Weeks"/>, from 0.</param>
    public MoodSums? Cell(string unit, int week) => Rows.TryGetValue(unit, out var row) ? row[week] : null;
}
