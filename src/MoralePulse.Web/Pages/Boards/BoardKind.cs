using MoralePulse.Domain.Access;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Web.Pages.Trends;

namespace MoralePulse.Web.Pages.Boards;

/// <summary>One of the boards, and whom it is for. Source: design, section 3.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Title">What it is called, in the reader's language.</param>
/// <param name="For">Who has it.</param>
public sealed record BoardKind(string Address, Func<string> Title, Func<Viewer, bool> For)
{
    /// <summary>All boards, in the order in which they are named.</summary>
    public static IReadOnlyList<BoardKind> All { get; } =
    [
        new("/board", () => BoardTexts.BoardEverybody, viewer => viewer.MaySeeCohorts),
        new("/units", () => BoardTexts.BoardUnits, SummaryRow.IsFor),
        new("/heat-map", () => BoardTexts.BoardHeat, SeesAll),
        new("/summary", () => BoardTexts.BoardSummary, SummaryRow.IsFor),
        new("/cohorts", () => BoardTexts.BoardCohorts, viewer => viewer.MaySeeCohorts),
        new("/wall-displays", () => BoardTexts.BoardWalls, viewer => WallLink.RoleFor(viewer) is not null),
    ];

    /// <summary>Whether somebody sees every unit of the organisation.</summary>
    public static bool SeesAll(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Roles.Contains(Role.Executive) && !viewer.Roles.Contains(Role.Commissioner);
    }
}
