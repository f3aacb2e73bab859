using MoralePulse.Domain.Access;

namespace MoralePulse.Web.Pages;

/// <summary>An entry of the menu.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Title">What it is called, in the reader's language.</param>
/// <param name="For">Whose menu has it.</param>
/// <param name="Covers">Further addresses whose pages, and those below them, belong to it.</param>
public sealed record Place(string Address, Func<string> Title, Func<Viewer, bool> For, params string[] Covers)
{
    /// <summary>What stands in the bar itself: few enough for one line of a phone.</summary>
    public static IReadOnlyList<Place> Main { get; } =
    [
        new("/tap", () => BoardTexts.PlaceTap, Staff, "/tapped"),
        new("/board", () => BoardTexts.PlaceBoards, Staff, "/units", "/cohorts", "/heat-map", "/summary", "/wall-displays"),
        new("/trend", () => BoardTexts.PlaceTrends, Staff),
    ];

    /// <summary>What stands under "More".</summary>
    public static IReadOnlyList<Place> More { get; } =
    [
        new("/notices", () => BoardTexts.PlaceNotices, Staff),
        new("/move", () => MoveTexts.Title, Staff),
        new("/setup", () => SetUpTexts.PlaceSetUp, viewer => viewer.Roles.Contains(Role.Administrator)),
        new("/setup/audit", () => SetUpTexts.PlaceAudit, viewer => viewer.Roles.Contains(Role.StaffRepresentative)),
        new("/anonymity", () => BoardTexts.PlaceAnonymity, _ => true),
    ];

    /// <summary>"page" where it is open, "true" where a page below it is, else null: for <c>aria-current</c>.</summary>
    public string? Current(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Equals(Address, StringComparison.OrdinalIgnoreCase)) return "page";
        return Covers.Append(Address).Any(above => path.Equals(above, StringComparison.OrdinalIgnoreCase) || path.StartsWith(above + "/", StringComparison.OrdinalIgnoreCase)) ? "true" : null;
    }

    // A commissioner reads the evidence packs that were published to her, nothing else.
    private static bool Staff(Viewer viewer) => !viewer.Roles.Contains(Role.Commissioner);
}
