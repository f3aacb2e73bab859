namespace MoralePulse.Web.Pages.Boards;

/// <summary>Which departments of the heat map show their teams: kept in the address, so that a link shows the same and everything reads without script.</summary>
/// <param name="open">Ids of the units whose teams are shown.</param>
public sealed class HeatFolds(IEnumerable<string> open)
{
    private readonly HashSet<string> open = [.. open];

    /// <summary>What an address says.</summary>
    /// <param name="groups">The groups that have teams.</param>
    /// <param name="open">What was open.</param>
    /// <param name="fold">The unit whose teams are shown or folded away now; null for none.</param>
    /// <param name="every">open or closed, for all at once; null for none.</param>
    public static HeatFolds Of(IEnumerable<HeatGroup> groups, IEnumerable<string?> open, string? fold, string? every)
    {
        var known = groups.Where(group => group.Teams.Count > 0).Select(group => group.Unit.Id).ToHashSet();
        if (every == "open") return new(known);
        var now = every == "closed" ? [] : open.OfType<string>().Where(known.Contains).ToHashSet();
        if (fold is not null && known.Contains(fold) && !now.Remove(fold)) now.Add(fold);
        return new(now);
    }

    /// <summary>Whether a unit's teams are shown.</summary>
    public bool Shows(string unit) => open.Contains(unit);

    /// <summary>The units whose teams are shown.</summary>
    public IEnumerable<string> Open => open.Order(StringComparer.Ordinal);
}
