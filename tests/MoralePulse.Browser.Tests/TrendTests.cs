using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The trend page: read without script, live with it.</summary>
public sealed class TrendTests
{
    private static readonly int[] Better = [12, 10, 13, 11, 12, 10, 13, 11, 12, 10, 13, 11, 12, 10, 14, 13, 14, 13, 14, 13, 14];

    private Trust trust = null!;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.ReleaseWeeks("surgery", Better);
        await trust.ReleaseWeeks("ward-17", 11, 12, 10);
        await trust.MakeTrends();
    }

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task A_trend_reads_without_script()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31), script: false);
        await nurse.Opens("/board");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Trend of Surgery" }).ClickAsync();
        await Expect(nurse.Heading("Trend of Surgery")).ToBeVisibleAsync();
        await Expect(nurse.Page.Locator("#trend-reading")).ToContainTextAsync("Weekly share of green has been above its average for 7 weeks: this is unlikely to be chance.");
        await Expect(nurse.Page.Locator("#trend-reading")).ToContainTextAsync("Improvement: higher");
        var chart = nurse.Page.GetByRole(AriaRole.Img, new() { Name = "Weekly share of green of Surgery" });
        await Expect(chart).ToHaveCountAsync(1); // the other drawing is neither seen nor heard
        await Expect(chart.Locator("desc")).ToContainTextAsync("Special causes: Improvement, 7 or more in a row above the average, 7 weeks from 5 October 2026 to 16 November 2026");
        await nurse.Page.GetByText("The same figures as a table").ClickAsync();
        await Expect(nurse.Page.Locator("#trend-figures tr").First).ToContainTextAsync("16 November 2026");
        await Expect(nurse.Page.Locator("#trend-figures tr")).ToHaveCountAsync(21);

        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Red", Exact = true }).ClickAsync();
        await Expect(nurse.Page.Locator("figcaption")).ToContainTextAsync("Weekly share of red of Surgery");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "By month" }).ClickAsync();
        await Expect(nurse.Page.Locator("figcaption")).ToContainTextAsync("Monthly share of red of Surgery");
        await Expect(nurse.Page.GetByRole(AriaRole.Link, new() { Name = "By month" })).ToHaveAttributeAsync("aria-current", "true");
    }

    [Test]
    public async Task A_team_without_figures_of_its_own_is_told_where_its_taps_count_and_nothing_of_what_waits()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31), script: false);
        await nurse.Opens("/trend/ward-2");
        await Expect(nurse.Page.Locator("main")).ToContainTextAsync("Your team's taps count in Surgery.");
        await Expect(nurse.Page.Locator("main")).Not.ToContainTextAsync(" of 10");
        await nurse.Page.Locator("#trend-stand-in").GetByRole(AriaRole.Link, new() { Name = "Surgery" }).ClickAsync();
        await Expect(nurse.Heading("Trend of Surgery")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Too_few_weeks_are_points_and_average_only_and_an_estimate_that_says_what_it_is()
    {
        await trust.Estimate("ward-17", 60, 57.4, 49.6, 65.2, "medicine");
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(40), script: false);
        await nurse.Opens("/trend/ward-17");
        await Expect(nurse.Page.Locator("#trend-reading")).ToContainTextAsync("It is too early to tell");
        await Expect(nurse.Page.Locator(".mp-legend")).ToHaveTextAsync(["Figure, not judged Average 55%"]);
        await Expect(nurse.Page.Locator(".mp-spc--narrow .mp-spc__limit")).ToHaveAttributeAsync("d", "");
        await Expect(nurse.Page.Locator("#trend-estimate")).ToContainTextAsync("Estimate: Ward 17's 60 taps of the last 13 weeks, drawn towards Medicine");
        await Expect(nurse.Page.Locator("#trend-estimate")).ToContainTextAsync("57% green, probably between 50% and 65%");
        await Expect(nurse.Page.Locator(".mp-spc--narrow .mp-point")).ToHaveCountAsync(3); // and never a point of the chart
    }

    [Test]
    public async Task Staff_see_departments_and_their_own_team_and_no_other()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31), script: false);
        Assert.That((await nurse.Page.GotoAsync("/trend/ward-17"))!.Status, Is.EqualTo(403));
        await Expect(nurse.Heading("You can't see this trend")).ToBeVisibleAsync();
        Assert.That((await nurse.Page.GotoAsync("/trend/nowhere"))!.Status, Is.EqualTo(404));
        await Expect(nurse.Heading("Page not found")).ToBeVisibleAsync();
        Assert.That((await nurse.Page.GotoAsync("/summary"))!.Status, Is.EqualTo(403));
        Assert.That((await nurse.Page.GotoAsync("/trend"))!.Status, Is.EqualTo(200));
        await Expect(nurse.Page.Locator("#trend-below").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await Expect(nurse.Page.GetByText("For leaders")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task An_open_trend_follows_a_new_block_and_moves_neither_focus_nor_scroll()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31));
        await nurse.Opens("/trend/surgery");
        await Expect(nurse.Page.Locator("#trend-as-of")).ToContainTextAsync("follows by itself");
        await nurse.Page.GetByText("The same figures as a table").ClickAsync();
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).FocusAsync();
        var scroll = await nurse.Page.EvaluateAsync<double>("() => scrollY");
        await Expect(nurse.Page.Locator("#trend-changed")).ToBeEmptyAsync();

        await trust.Release("surgery", 6, 3, 1);
        await trust.MakeTrends();
        await Expect(nurse.Page.Locator("#trend-figures tr").First).ToContainTextAsync("So far, not judged");
        await Expect(nurse.Page.Locator("#trend-changed")).ToContainTextAsync("New figures have come.");
        await Expect(nurse.Page.Locator("#trend-chart .mp-point--so-far").First).ToBeAttachedAsync();
        await Expect(nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" })).ToBeFocusedAsync();
        Assert.That(await nurse.Page.EvaluateAsync<double>("() => scrollY"), Is.EqualTo(scroll).Within(80)); // one more line of the table above the focus
        await Expect(nurse.Page.Locator("main details").First).ToHaveAttributeAsync("open", "");
    }

    [Test]
    public async Task Everything_is_reached_by_keyboard()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, Visitor.Desktop);
        await manager.Opens("/trend/surgery");
        var wanted = new HashSet<string> { "Red", "By day", "The same figures as a table", "Download as CSV, for a spreadsheet", "For leaders: set a target, or write on this chart", "Ward 1" };
        for (var presses = 0; presses < 60 && wanted.Count > 0; presses++)
        {
            await manager.Page.Keyboard.PressAsync("Tab");
            wanted.Remove((await manager.Page.EvaluateAsync<string>("() => document.activeElement.textContent")).Trim());
        }

        Assert.That(wanted, Is.Empty);
        await manager.Page.Locator("main summary").First.FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.Page.Keyboard.PressAsync("Tab");
        await Expect(manager.Page.GetByRole(AriaRole.Region, new() { Name = "Weekly share of green of Surgery" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task On_paper_there_is_the_chart_with_its_sentence_and_no_navigation()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31));
        await nurse.Opens("/trend/surgery");
        await nurse.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(nurse.Page.Locator(".mp-spc--wide")).ToBeVisibleAsync();
        await Expect(nurse.Page.Locator(".mp-reading__sentence")).ToBeVisibleAsync();
        foreach (var hidden in new[] { "nav.mp-header__line", "nav.mp-switches", "details", "footer", "#trend-below" }) await Expect(nurse.Page.Locator(hidden).First).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_leader_sees_what_deserves_attention_first()
    {
        await trust.ReleaseWeeks("medicine", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 3);
        await trust.MakeTrends();
        await using var executive = await Visitor.SignsIn(trust, Trust.Executive, script: false);
        await executive.Opens("/summary");
        var units = await executive.Page.GetByRole(AriaRole.Rowheader).AllInnerTextsAsync();
        Assert.That(units, Is.EquivalentTo(new[] { "Seaside Care", "Care", "Surgery", "Medicine" }));
        Assert.That(units.ToList().IndexOf("Medicine"), Is.LessThan(units.ToList().IndexOf("Surgery")), "a concern before an improvement, whatever their names");
        await Expect(executive.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Medicine" })).ToContainTextAsync("Concern: lower");
        await Expect(executive.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Surgery" })).ToContainTextAsync("Improvement, share of green, since the week from 5 October 2026");

        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, script: false);
        await manager.Opens("/summary");
        await Expect(manager.Page.GetByRole(AriaRole.Table, new() { Name = "Your units" }).GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Surgery", "Ward 1", "Ward 2"]);
        await Expect(manager.Page.GetByRole(AriaRole.Table, new() { Name = "Other departments" }).GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(2);
    }
}
