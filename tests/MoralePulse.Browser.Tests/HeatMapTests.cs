using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The heat map: a table that reads without script, folds by keyboard and follows releases.</summary>
public sealed class HeatMapTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.ReleaseWeeks("ward-1", 12, 11, 16);
        await trust.ReleaseWeeks("medicine", 6, 8);
    }

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task Without_script_it_reads_as_a_table_and_a_button_shows_the_teams_of_a_department()
    {
        await using var executive = await Visitor.SignsIn(trust, Trust.Executive, Visitor.Desktop, script: false);
        await executive.Opens("/heat-map");
        Assert.That(await Cells(executive, "Surgery"), Is.EqualTo(Row("60%", "55%", "80%")));
        Assert.That(await Cells(executive, "Seaside Care"), Is.EqualTo(Row("60%", "43%", "60%")));
        Assert.That(await Cells(executive, "Medicine"), Is.EqualTo(Row("no figure of its own", "30%", "40%")));
        await Expect(executive.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Ward 1" })).ToHaveCountAsync(0);

        var fold = executive.Page.GetByRole(AriaRole.Button, new() { Name = "2 teams of Surgery" });
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
        await fold.ClickAsync();
        await Expect(executive.Page.GetByRole(AriaRole.Button, new() { Name = "2 teams of Surgery" })).ToHaveAttributeAsync("aria-expanded", "true");
        await executive.Page.HasLoaded();
        Assert.That(await Cells(executive, "Ward 1"), Is.EqualTo(Row("60%", "55%", "80%")));
        Assert.That(await Cells(executive, "Ward 2"), Has.All.EqualTo("no figure of its own"));
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "1 team of Medicine" }).ClickAsync();
        await Expect(executive.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Ward 17" })).ToBeVisibleAsync();
        await Expect(executive.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Ward 1", Exact = true })).ToBeVisibleAsync(); // Surgery stays open
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Fold all teams away" }).ClickAsync();
        await Expect(executive.Page.Locator("tbody[id^=teams-]:not([hidden])")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Teams_are_folded_by_keyboard_and_a_link_shows_the_same()
    {
        await using var executive = await Visitor.SignsIn(trust, Trust.Executive, Visitor.Desktop);
        await executive.Opens("/heat-map");
        await Expect(executive.Page.Locator("#board-live")).ToContainTextAsync("Live");
        var fold = executive.Page.GetByRole(AriaRole.Button, new() { Name = "2 teams of Surgery" });
        await executive.Page.GetByRole(AriaRole.Link, new() { Name = "Surgery", Exact = true }).First.FocusAsync();
        await executive.Page.Keyboard.PressAsync("Tab");
        await Expect(fold).ToBeFocusedAsync();
        await executive.Page.Keyboard.PressAsync("Enter");
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(fold).ToBeFocusedAsync();
        await executive.Page.Keyboard.PressAsync("Tab");
        await Expect(executive.Page.GetByRole(AriaRole.Link, new() { Name = "Ward 1", Exact = true })).ToBeFocusedAsync();
        Assert.That(executive.Page.Url, Does.EndWith("/heat-map?open=surgery"));

        await using var colleague = await Visitor.SignsIn(trust, Trust.Executive, Visitor.Desktop, script: false);
        await colleague.Opens(new Uri(executive.Page.Url).PathAndQuery);
        Assert.That(await Cells(colleague, "Ward 1"), Is.EqualTo(Row("60%", "55%", "80%")));

        await fold.FocusAsync();
        await executive.Page.Keyboard.PressAsync("Space");
        await Expect(executive.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Ward 1" })).ToHaveCountAsync(0);
        Assert.That(executive.Page.Url, Does.EndWith("/heat-map"));
        await executive.Page.GetByRole(AriaRole.Button, new() { Name = "Show all teams" }).ClickAsync();
        await Expect(executive.Page.Locator("tbody[id^=teams-][hidden]")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_released_block_changes_its_cells_and_what_is_folded_out_stays_so_and_so_does_the_focus()
    {
        await using var executive = await Visitor.SignsIn(trust, Trust.Executive, Visitor.Desktop);
        await executive.Opens("/heat-map");
        await Expect(executive.Page.Locator("#board-live")).ToContainTextAsync("Live");
        var fold = executive.Page.GetByRole(AriaRole.Button, new() { Name = "2 teams of Surgery" });
        await fold.FocusAsync();
        await executive.Page.Keyboard.PressAsync("Enter");
        await trust.Release("ward-1", 9, 3, 3);
        await Expect(executive.Page.GetByRole(AriaRole.Row).Filter(new() { Has = executive.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Ward 1", Exact = true }) }).GetByRole(AriaRole.Cell).Last).ToHaveTextAsync("60%");
        await Expect(executive.Page.GetByRole(AriaRole.Button, new() { Name = "2 teams of Surgery" })).ToBeFocusedAsync();
        Assert.That((await Cells(executive, "Surgery"))[^1], Is.EqualTo("60%"));
    }

    [Test]
    public async Task Reach_is_told_by_department_for_the_organisation_against_its_headcount_and_for_no_team()
    {
        await trust.Writes("insert into published.reach values ('RY5', 'surgery', '2026-11-23', 12), ('RY5', 'RY5', '2026-11-23', 24), ('RY5', 'surgery', '2026-11-16', 20)");
        await using var executive = await Visitor.SignsIn(trust, Trust.Executive, script: false);
        await executive.Opens("/heat-map");
        var reach = executive.Page.GetByRole(AriaRole.Table, new() { Name = "Different people who took part" });
        await Expect(reach.GetByRole(AriaRole.Row, new() { Name = "Surgery" })).ToContainTextAsync("at least 12 different people");
        await Expect(reach.GetByRole(AriaRole.Row, new() { Name = "Surgery" })).ToContainTextAsync("at least 20 different people");
        await Expect(reach.GetByRole(AriaRole.Row, new() { Name = "Seaside Care" })).ToContainTextAsync("at least 24 different people of 64");
        await Expect(reach).Not.ToContainTextAsync("Ward");
        await Expect(reach).Not.ToContainTextAsync("32");
    }

    private static async Task<IReadOnlyList<string>> Cells(Visitor visitor, string unit)
    {
        var row = visitor.Page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Row).Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Link, new() { Name = unit, Exact = true }) });
        return [.. (await row.GetByRole(AriaRole.Cell).AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    // Three weeks with figures, this week without; before them ten without.
    private static IReadOnlyList<string> Row(params string[] weeks) => [.. Enumerable.Repeat("no figure of its own", 12 - weeks.Length), .. weeks, "no figure of its own"];
}
