using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>Targets and notes that leaders put on a chart.</summary>
public sealed class MarkTests
{
    private Trust trust = null!;

    [SetUp]
    public async Task Open()
    {
        trust = await Trust.Open();
        await trust.ReleaseWeeks("surgery", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 12, 16, 16, 17, 16);
        await trust.MakeTrends();
    }

    [TearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task A_manager_sets_a_target_and_takes_it_away_and_the_chart_says_in_which_role_and_why()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, script: false);
        await OpensTheForms(manager);
        await manager.Page.GetByLabel("At least, in per cent").FillAsync("65%");
        await manager.Page.Locator("#target-why").FillAsync("What the ward council asked for");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Set the target" }).ClickAsync();
        await Expect(manager.Page.Locator("#marks")).ToContainTextAsync("Target 65%, set by the manager on 24 November 2026: What the ward council asked for");
        await Expect(manager.Page.Locator("#trend-reading")).ToContainTextAsync("target of 65%");
        await Expect(manager.Page.Locator(".mp-legend")).ToContainTextAsync("Target 65%");
        await Expect(manager.Page.Locator("main")).Not.ToContainTextAsync("set_by");

        await manager.Page.GetByText("For leaders").ClickAsync();
        await manager.Page.Locator("#target-why").FillAsync("The council changed its mind");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Take the target away" }).ClickAsync();
        await Expect(manager.Page.Locator(".mp-legend")).Not.ToContainTextAsync("Target");
    }

    [Test]
    public async Task What_is_refused_is_shown_as_it_was_typed_and_the_summary_leads_to_the_field()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, script: false);
        await OpensTheForms(manager);
        await manager.Page.GetByLabel("At least, in per cent").FillAsync("a lot");
        await manager.Page.Locator("#target-why").FillAsync("Because \"we\" <care>");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Set the target" }).ClickAsync();
        var problem = manager.Page.GetByRole(AriaRole.Alert);
        await Expect(problem).ToContainTextAsync("There is a problem");
        await Expect(manager.Page).ToHaveTitleAsync("Error: Trend of Surgery - MoralePulse");
        await Expect(manager.Page.GetByLabel("At least, in per cent")).ToHaveValueAsync("a lot");
        await Expect(manager.Page.Locator("#target-why")).ToHaveValueAsync("Because \"we\" <care>");
        await problem.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(manager.Page.GetByLabel("At least, in per cent")).ToBeFocusedAsync();

        await manager.Page.GetByLabel("At least, in per cent").FillAsync("60");
        await manager.Page.Locator("#target-why").FillAsync("");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Set the target" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why");
        await Expect(manager.Page.GetByLabel("At least, in per cent")).ToHaveValueAsync("60");
    }

    [Test]
    public async Task A_new_beginning_is_drawn_and_can_be_withdrawn()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager, script: false);
        await OpensTheForms(manager);
        await manager.Page.GetByLabel("A new beginning").CheckAsync();
        await manager.Page.GetByLabel("At the week from").SelectOptionAsync("26 October 2026");
        await manager.Page.Locator("#note-why").FillAsync("Two more nurses on nights");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Write it on the chart" }).ClickAsync();
        await Expect(manager.Page.Locator("#marks")).ToContainTextAsync("Week from 26 October 2026, where average and limits begin anew: Two more nurses on nights");
        await Expect(manager.Page.Locator("#marks")).ToContainTextAsync("Written by the manager on 24 November 2026.");
        await Expect(manager.Page.Locator(".mp-spc--narrow .mp-spc__flag--rebase")).ToHaveCountAsync(1);
        await Expect(manager.Page.Locator("#trend-reading")).ToContainTextAsync("since its average began anew on 26 October 2026");

        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Expect(manager.Page.Locator(".mp-spc--narrow .mp-spc__flag--rebase")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_new_beginning_at_a_week_without_a_figure_is_refused_with_the_nearest()
    {
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager);
        await OpensTheForms(manager);
        // As from a page that was opened before figures moved: the list itself offers only weeks with a figure
        await manager.Page.Locator("#note-date option").Nth(1).EvaluateAsync("option => option.value = '2026-11-18'");
        await manager.Page.GetByLabel("A new beginning").CheckAsync();
        await manager.Page.Locator("#note-date").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.Page.Locator("#note-why").FillAsync("A new matron");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Write it on the chart" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No week with a figure begins on 18 November 2026. Nearest: 16 November 2026.");
        await Expect(manager.Page.Locator("#note-date-error")).ToContainTextAsync("Nearest: 16 November 2026");
        await Expect(manager.Page.Locator("#note-why")).ToHaveValueAsync("A new matron");
        await Expect(manager.Page.GetByLabel("A new beginning")).ToBeCheckedAsync();
    }

    [Test]
    public async Task Nobody_else_may_mark_a_chart_and_no_other_site_may_make_a_leader_do_it()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(31));
        await nurse.Opens("/trend/surgery");
        Assert.That(await nurse.Page.EvaluateAsync<int>(
            "async () => (await fetch('/marks/target', { method: 'POST', body: new URLSearchParams({ scope: 'surgery', measure: 'green', value: '99', why: 'Mine' }) })).status"), Is.EqualTo(403));
        await using var manager = await Visitor.SignsIn(trust, Trust.Manager);
        var form = manager.Page.APIRequest.CreateFormData();
        form.Set("scope", "surgery").Set("measure", "green").Set("value", "99").Set("why", "Theirs");
        var foreign = await manager.Page.APIRequest.PostAsync("/marks/target", new() { Form = form, Headers = new Dictionary<string, string> { ["Origin"] = "https://elsewhere.example" } });
        Assert.That(foreign.Status, Is.EqualTo(403));
        await manager.Opens("/trend/surgery");
        await Expect(manager.Page.Locator(".mp-legend")).Not.ToContainTextAsync("Target");
    }

    private static async Task OpensTheForms(Visitor visitor)
    {
        await visitor.Opens("/trend/surgery");
        await visitor.Page.GetByText("For leaders: set a target, or write on this chart").ClickAsync();
    }
}
