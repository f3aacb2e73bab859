using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>A manager's board, and links to a unit or a window: read without script, live with it, and only for those who may.</summary>
public sealed class ManagerBoardTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.ReleaseWeeks("surgery", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 12, 11, 12, 11);
        await trust.ReleaseWeeks("ward-1", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 12, 11, 2, 2);
        await trust.MakeTrends();
    }

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task Without_script_it_shows_her_units_down_to_teams_those_with_an_open_signal_first()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, script: false);
        await manager.Opens("/units");
        Assert.That(await Cards(manager), Is.EqualTo(new[] { "Surgery", "Ward 1", "Ward 2" }), "nothing of Medicine");
        Assert.That(await manager.Page.Locator("#open-signals + .mp-board .mp-pulse__title").AllInnerTextsAsync(), Is.EqualTo(new[] { "Surgery", "Ward 1" }), "what was tapped on Ward 1 counts in Surgery, too");
        await Expect(Card(manager, "Ward 1")).ToContainTextAsync("Concern, share of green, since the week from");
        await Expect(Card(manager, "Ward 1").GetByRole(AriaRole.Img, new() { NameRegex = new("^Weekly share of green of Ward 1: ") })).ToBeVisibleAsync();
        await Expect(Card(manager, "Ward 2")).ToContainTextAsync("Taps from here count in Surgery.");
        await Expect(Card(manager, "Ward 2").Locator("[data-window='28d']")).ToContainTextAsync("from Surgery");
        foreach (var window in new[] { "Latest", "Last 7 days", "Last 28 days" }) await Expect(Card(manager, "Surgery")).ToContainTextAsync(window);

        await manager.Page.GetByText("The same figures as one table").ClickAsync();
        Assert.That(await manager.Page.Locator("#figure-table tbody tr").CountAsync(), Is.EqualTo(9));
    }

    [Test]
    public async Task It_moves_when_a_block_is_released_and_its_trend_follows_when_it_is_made()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager);
        await manager.Opens("/units");
        await Expect(manager.Page.Locator("#board-live")).ToContainTextAsync("Live");
        var version = int.Parse((await Card(manager, "Ward 1").Locator(".mp-strip").GetAttributeAsync("data-version"))!, System.Globalization.CultureInfo.InvariantCulture);
        await trust.Release("ward-1", 9, 3, 3);
        await Expect(Card(manager, "Ward 1").Locator("[data-window=latest]")).ToContainTextAsync("15 taps");
        await Expect(Card(manager, "Ward 2").Locator("[data-window=latest]")).ToContainTextAsync("15 taps"); // stands in: Surgery's
        await trust.MakeTrends();
        await Expect(Card(manager, "Ward 1").Locator(".mp-strip")).ToHaveAttributeAsync("data-version", $"{version + 1}");
        await manager.Page.GetByText("The same figures as one table").ClickAsync();
        await Expect(manager.Page.Locator("#figure-table tr", new() { HasText = "Ward 1" }).First).ToContainTextAsync("15");
    }

    [Test]
    public async Task A_link_to_a_unit_and_a_window_shows_the_same_to_everybody_who_may_see_it()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), script: false);
        await nurse.Opens("/board/ward-1?window=28d");
        await Expect(nurse.Heading("Ward 1")).ToBeVisibleAsync();
        Assert.That(await nurse.Page.Locator("tr[data-window]").CountAsync(), Is.EqualTo(1));
        await Expect(nurse.Page.Locator("tr[data-window='28d']")).ToContainTextAsync("Last 28 days");
        await nurse.Opens("/board/surgery?window=nonsense");
        Assert.That(await nurse.Page.Locator("tr[data-window]").CountAsync(), Is.EqualTo(6), "her department and her own team, all three windows");
        await Expect(nurse.Page.Locator("main")).Not.ToContainTextAsync("Ward 2");
    }

    [TestCase("/board/ward-17", 403)]
    [TestCase("/board/ward-17?window=7d", 403)]
    [TestCase("/units/medicine", 403)]
    [TestCase("/heat-map", 403)]
    [TestCase("/wall-displays", 403)]
    [TestCase("/board/nowhere", 404)]
    public async Task Somebody_without_the_right_gets_a_plain_page_that_names_nothing(string address, int status)
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, script: false);
        var answer = (await manager.Page.GotoAsync(address))!;
        Assert.That(answer.Status, Is.EqualTo(status));
        await Expect(manager.Heading(status == 403 ? "You can't see this board" : "Page not found")).ToBeVisibleAsync();
        Assert.That(await answer.TextAsync(), Does.Not.Contain("Ward 17").And.Not.Contain("Medicine"));
    }

    [Test]
    public async Task Somebody_who_is_not_signed_in_comes_back_to_the_link_after_signing_in()
    {
        await using var stranger = await Visitor.Arrives(trust, script: false);
        await stranger.Opens("/board/surgery?window=7d");
        await Expect(stranger.Page.Locator("main")).Not.ToContainTextAsync("Surgery");
        await stranger.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await stranger.Page.GetByLabel("Sign-in identity").FillAsync(Trust.Person(1));
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(stranger.Heading("Surgery")).ToBeVisibleAsync();
        Assert.That(stranger.Page.Url, Does.EndWith("/board/surgery?window=7d"));
    }

    [Test]
    public async Task Cohorts_stand_side_by_side_and_are_live()
    {
        await trust.Writes("""
            insert into published.roll_up values ('RY5', 'staff-group', 'nursing', '2026-11-24', 9, 4, 2), ('RY5', 'shift', 'early', '2026-11-24', 6, 6, 2);
            insert into published.version values ('RY5', 'staff-group', 'nursing', 1, '2026-11-24T12:00Z'), ('RY5', 'shift', 'early', 1, '2026-11-24T12:00Z');
            """);
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await nurse.Opens("/cohorts");
        await Expect(nurse.Page.Locator("#board-live")).ToContainTextAsync("Live");
        Assert.That(await Cards(nurse), Is.EqualTo(new[] { "Nursing and Midwifery Registered", "Early (shift)" }));
        await Expect(Card(nurse, "Nursing and Midwifery Registered").Locator("[data-window=latest]")).ToContainTextAsync("15 taps");
        await Expect(nurse.Page.Locator("main")).ToContainTextAsync("No figure yet:");

        await trust.Writes("""
            update published.roll_up set green = green + 10 where kind = 'staff-group'; update published.version set version = 2 where kind = 'staff-group';
            """);
        await Expect(Card(nurse, "Nursing and Midwifery Registered").Locator("[data-window=latest]")).ToContainTextAsync("25 taps");

        // The first figure of another brings its card.
        await trust.Writes("""
            insert into published.roll_up values ('RY5', 'shift', 'night', '2026-11-24', 6, 6, 3); insert into published.version values ('RY5', 'shift', 'night', 1, '2026-11-24T12:00Z');
            """);
        await Expect(Card(nurse, "Night (shift)").Locator("[data-window=latest]")).ToContainTextAsync("15 taps");
    }

    private static ILocator Card(Visitor visitor, string heading) => visitor.Page.GetByRole(AriaRole.Region, new() { Name = heading, Exact = true });

    private static async Task<IReadOnlyList<string>> Cards(Visitor visitor) => await visitor.Page.Locator("section[data-unit] .mp-pulse__title").AllInnerTextsAsync();
}
