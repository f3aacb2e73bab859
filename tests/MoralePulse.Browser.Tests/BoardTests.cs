using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The board: read without script, live with it.</summary>
public sealed class BoardTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.Release("surgery", 6, 3, 1);
    }

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task A_board_reads_without_script_and_names_whose_figure_it_shows()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31), script: false);
        await nurse.Opens("/board");
        await Expect(Latest(nurse, "Your department: Surgery")).ToContainTextAsync("60%");
        await Expect(Latest(nurse, "Your department: Surgery")).Not.ToContainTextAsync("from");
        await Expect(Latest(nurse, "Medicine")).ToContainTextAsync("from Care");
        await Expect(Card(nurse, "Your team: Ward 2")).ToContainTextAsync("Your team's taps count in Surgery.");
        await Expect(Latest(nurse, "Your team: Ward 2")).ToContainTextAsync("from Surgery");
    }

    [Test]
    public async Task A_board_moves_when_a_block_is_released_and_with_it_every_figure_that_stands_in()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await nurse.Opens("/board");
        await Expect(nurse.Page.Locator("#board-live")).ToContainTextAsync("Live");
        await Expect(Latest(nurse, "Seaside Care")).ToContainTextAsync("10 taps");

        await trust.Release("surgery", 2, 4, 4, minute: 15);
        await Expect(Latest(nurse, "Seaside Care")).ToContainTextAsync("20 taps");
        await Expect(Latest(nurse, "Your department: Surgery")).ToContainTextAsync("40%");
        await Expect(Latest(nurse, "Medicine")).ToContainTextAsync("20 taps");

        await trust.Release("medicine", 10, 1, 1, minute: 30);
        await Expect(Latest(nurse, "Medicine")).ToContainTextAsync("12 taps");
        await Expect(Latest(nurse, "Medicine")).Not.ToContainTextAsync("from");
        await Expect(Card(nurse, "Medicine")).ToContainTextAsync("Last changed at 3:30pm on 24 November 2026.");
    }

    [Test]
    public async Task A_live_board_says_the_same_as_one_that_was_just_loaded()
    {
        await using var live = await Visitor.SignsIn(trust, Trust.Person(31), Visitor.Desktop);
        await live.Opens("/board");
        await Expect(live.Page.Locator("#board-live")).ToContainTextAsync("Live");
        await trust.Release("surgery", 5, 5, 3, minute: 15);
        await trust.Release("ward-1", 6, 3, 4, minute: 15);
        await Expect(Latest(live, "Seaside Care")).ToContainTextAsync("36 taps");

        await using var loaded = await Visitor.SignsIn(trust, Trust.Person(32), Visitor.Desktop, script: false);
        await loaded.Opens("/board");
        Assert.That(await Words(live), Is.EqualTo(await Words(loaded)));
    }

    [Test]
    public async Task A_board_finds_its_way_back_after_the_network_was_away()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await nurse.Page.RouteAsync("**/hubs/**", route => route.AbortAsync());
        await nurse.Opens("/board");
        await Expect(nurse.Page.Locator("#board-live")).ToContainTextAsync("Not live");
        await trust.Release("surgery", 2, 4, 4, minute: 15);
        await nurse.Page.UnrouteAsync("**/hubs/**");
        await Expect(nurse.Page.Locator("#board-live")).ToContainTextAsync("Live:");
        await Expect(Latest(nurse, "Seaside Care")).ToContainTextAsync("20 taps");
    }

    [Test]
    public async Task After_a_tap_the_organisation_and_the_own_department_are_shown()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1), script: false);
        await nurse.Opens("/tapped");
        await Expect(Latest(nurse, "Seaside Care")).ToContainTextAsync("10 taps");
        await Expect(Latest(nurse, "Your department: Surgery")).ToContainTextAsync("10 taps");
        await Expect(nurse.Page.Locator("section[data-unit]")).ToHaveCountAsync(2);
    }

    private static ILocator Card(Visitor visitor, string heading) => visitor.Page.GetByRole(AriaRole.Region, new() { Name = heading, Exact = true });

    private static ILocator Latest(Visitor visitor, string heading) => Card(visitor, heading).Locator("[data-window=latest]");

    private static async Task<IReadOnlyList<string>> Words(Visitor visitor) =>
        [.. (await visitor.Page.Locator("section[data-unit]").AllInnerTextsAsync()).Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
