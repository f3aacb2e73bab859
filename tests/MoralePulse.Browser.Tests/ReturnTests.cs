using System.Text.Json;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The tap at other times of day, and on the days after.</summary>
public sealed class ReturnTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open() => trust = await Trust.Open();

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task Somebody_who_returns_taps_with_two_touches_and_her_week_pass_goes_with_her_first_tap_only()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        var first = nurse.Page.WaitForRequestAsync("**/ratings");
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");

        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(1);
        await trust.MakeKeys();
        var before = await trust.Waiting();
        await nurse.SignsInAgain();
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 1, early shift, 25 November 2026");
        var second = nurse.Page.WaitForRequestAsync("**/ratings");
        await nurse.Taps("Red");
        await nurse.Page.IsAt("/tapped");
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
        Assert.That((await first).PostData, Does.Contain("weekPass"));
        Assert.That((await second).PostData, Does.Not.Contain("weekPass"));
    }

    [Test]
    public async Task Another_unit_for_one_shift_is_not_offered_the_next_day()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Change unit, shift, date or staff group" }).ClickAsync();
        await nurse.Page.GetByRole(AriaRole.Combobox, new() { Name = "Unit" }).FillAsync("med 17");
        await nurse.Page.GetByRole(AriaRole.Option, new() { Name = "Ward 17 Medicine" }).ClickAsync();
        var sent = nurse.Page.WaitForRequestAsync("**/ratings");
        await nurse.ChoosesAndSends("Green");
        await nurse.SendsNow();
        await nurse.Page.IsAt("/tapped");
        Assert.That((await sent).PostData, Does.Contain("ward-17"));

        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(1);
        await nurse.Opens("/tap");
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 1, early shift, 25 November 2026");
    }

    [Test]
    public async Task Passes_are_collected_apart_from_taps()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(3));
        await Expect(nurse.Send).ToBeVisibleAsync();
        const string Collected = "select count(*) from issuance.collected";
        var first = await trust.Scalar<long>(Collected);
        trust.Time.Now = Trust.TuesdayAfternoon.AddDays(2); // Thursday: next week's passes can be collected
        await trust.MakeKeys();
        await nurse.Opens("/tap");
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped"); // while a tap waits, nothing is collected in any tab
        Assert.That(await trust.Scalar<long>(Collected), Is.EqualTo(first), "she has a pass, so nothing is asked for while she taps");

        // Another tab in which she has not tapped: a while after a board was opened.
        var board = await nurse.Context.NewPageAsync();
        await board.Clock.InstallAsync();
        var keys = board.WaitForResponseAsync("**/pass-keys*");
        await board.GotoAsync("/board", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await keys;
        Assert.That(await trust.Scalar<long>(Collected), Is.EqualTo(first));
        var asked = board.WaitForResponseAsync("**/api/v1/passes");
        // A second at a time until it begins, and then no more: what it asks for is given up after twenty seconds of this clock, too.
        var begins = board.WaitForRequestAsync("**/pass-keys*");
        while (!begins.IsCompleted) await board.Clock.RunForAsync(1_000);
        await asked;
        Assert.That(await trust.Scalar<long>(Collected), Is.EqualTo(first + 8), "next week's seven days and its week pass");
    }

    [Test]
    public async Task Unit_shift_and_date_can_be_changed_and_are_remembered()
    {
        trust.Time.Now = Trust.TuesdayAfternoon.AddHours(-6); // ten past nine: yesterday's pass can still be collected
        await trust.MakeKeys();
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Change unit, shift, date or staff group" }).ClickAsync();
        var unit = nurse.Page.GetByRole(AriaRole.Combobox, new() { Name = "Unit" });
        await unit.FillAsync("med 17");
        await nurse.Page.GetByRole(AriaRole.Option, new() { Name = "Ward 17 Medicine" }).ClickAsync();
        await nurse.Page.GetByLabel("Offer me this unit next time, too").CheckAsync();
        await nurse.Page.GetByLabel("Shift", new() { Exact = true }).SelectOptionAsync("Late");
        await nurse.Page.GetByLabel("Date on which the shift began").SelectOptionAsync("2026-11-23");
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 17, late shift, 23 November 2026");

        var sent = nurse.Page.WaitForRequestAsync("**/ratings");
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        using var body = JsonDocument.Parse((await sent).PostData!);
        Assert.That((body.RootElement.GetProperty("unit").GetString(), body.RootElement.GetProperty("shift").GetString()), Is.EqualTo(("ward-17", "late")));

        trust.Time.Now = Trust.TuesdayAfternoon.AddHours(6.5); // twenty to ten in the evening
        await nurse.SignsInAgain();
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 17, late shift, 24 November 2026");
    }

    [Test]
    public async Task A_night_is_tapped_for_the_date_on_which_it_began()
    {
        trust.Time.Now = Trust.TuesdayAfternoon.AddHours(-7.5); // twenty to eight in the morning
        await trust.MakeKeys();
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 1, night shift, 23 November 2026");
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");

        await nurse.Opens("/tap");
        await Expect(nurse.Heading("You have already tapped for 23 November 2026")).ToBeVisibleAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "24 November 2026" }).ClickAsync();
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 1, night shift, 24 November 2026");
    }
}
