using Microsoft.Playwright;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests;

/// <summary>The tap, as somebody does it on a phone.</summary>
public sealed class TapTests
{
    private Trust trust = null!;

    [OneTimeSetUp]
    public async Task Open() => trust = await Trust.Open();

    [OneTimeTearDown]
    public async Task Close() => await trust.DisposeAsync();

    [Test]
    public async Task Somebody_new_taps_with_a_guessed_unit_shift_and_date_and_no_page_repeats_her_mood()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(1));
        await Expect(nurse.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 1, early shift, 24 November 2026");
        var before = await trust.Waiting();
        var sent = nurse.Page.WaitForRequestAsync("**/ratings");
        await nurse.Taps("Amber");
        await nurse.Page.IsAt("/tapped");

        await Expect(nurse.Heading("Thank you")).ToBeVisibleAsync();
        Assert.That(await trust.Waiting(), Is.EqualTo(before + 1));
        Assert.That(await (await sent).AllHeadersAsync(), Does.Not.ContainKey("cookie").And.Not.ContainKey("authorization"));
        await Expect(nurse.Page.Locator("main")).Not.ToContainTextAsync("you tapped amber", new() { IgnoreCase = true });
        Assert.That(nurse.Page.Url, Does.Not.Contain("amber"));
    }

    [Test]
    public async Task A_date_that_was_tapped_for_is_not_offered_again()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(3));
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
        await nurse.Opens("/tap");
        await Expect(nurse.Heading("You have already tapped for today")).ToBeVisibleAsync();
        await Expect(nurse.Send).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_tap_needs_no_mouse()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(7), Visitor.Desktop);
        await Expect(nurse.Send).ToBeVisibleAsync();
        var keyboard = nurse.Page.Keyboard;
        await nurse.Page.Locator("#maincontent").FocusAsync();
        await keyboard.PressAsync("Tab");
        await Expect(nurse.Mood("Green")).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowRight");
        await Expect(nurse.Mood("Amber")).ToBeCheckedAsync();

        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        var unit = nurse.Page.GetByRole(AriaRole.Combobox, new() { Name = "Unit" });
        await Expect(unit).ToBeEnabledAsync();
        await keyboard.PressAsync("Tab");
        await Expect(unit).ToBeFocusedAsync();
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("ward 2");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("Enter");
        await Expect(nurse.Page.Locator("#tap-line")).ToContainTextAsync("Ward 2");
        foreach (var _ in new[] { "the next time, too", "shift", "date", "staff group", "send" }) await keyboard.PressAsync("Tab");
        await Expect(nurse.Send).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(nurse.Heading("Thank you")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await Expect(nurse.Undo).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await Expect(nurse.SendNow).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await nurse.Page.IsAt("/tapped");
    }

    [Test]
    public async Task Send_without_a_mood_says_what_to_do()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(8));
        await nurse.Send.ClickAsync();
        await Expect(nurse.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose green, amber or red");
        await Expect(nurse.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_second_device_gets_no_second_pass_and_is_told_so()
    {
        await using var phone = await Visitor.SignsIn(trust, Trust.Person(9));
        await Expect(phone.Send).ToBeVisibleAsync();
        await using var computer = await Visitor.SignsIn(trust, Trust.Person(9), Visitor.Desktop);
        await Expect(computer.Heading("There is no pass for today on this device")).ToBeVisibleAsync();
        await phone.Taps("Green");
        await phone.Page.IsAt("/tapped");
    }

    [Test]
    public async Task Two_people_on_one_browser_have_two_wallets()
    {
        await using var shared = await Visitor.SignsIn(trust, Trust.Person(10));
        await shared.Taps("Green");
        await shared.Page.IsAt("/tapped");
        await shared.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await shared.Page.GetByLabel("Sign-in identity").FillAsync(Trust.Person(37));
        await shared.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(shared.Page.Locator("#tap-line")).ToHaveTextAsync("Ward 17, early shift, 24 November 2026");
    }

    [Test]
    public async Task The_one_line_names_the_staff_group_that_the_tap_names_and_none_when_it_is_left_out()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(14));
        var line = nurse.Page.Locator("#tap-line");
        await Expect(line).ToHaveTextAsync("Ward 1, early shift, 24 November 2026, Nursing and Midwifery Registered");
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Change unit, shift, date or staff group" }).ClickAsync();
        await nurse.Page.GetByLabel("Staff group").SelectOptionAsync("Leave out");
        await Expect(line).ToHaveTextAsync("Ward 1, early shift, 24 November 2026");
        var sent = nurse.Page.WaitForRequestAsync("**/ratings");
        await nurse.Taps("Green");
        Assert.That((await sent).PostData, Does.Not.Contain("staffGroup"));
        await nurse.Page.IsAt("/tapped");
    }

    [Test]
    public async Task A_new_organisations_page_says_that_keys_are_being_made_and_goes_on_by_itself()
    {
        await using var nurse = await Visitor.Arrives(trust);
        var none = Convert.ToBase64String(KeyChain.Start(Ods.Parse("RY5"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await nurse.Page.RouteAsync("**/pass-keys*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"keys":[],"head":"{{none}}","fingerprint":""}""" }));
        await nurse.SignsInAgain(Trust.Person(15));
        await Expect(nurse.Heading("Your passes are being made")).ToBeVisibleAsync();
        await Expect(nurse.Page.Locator("#tap-none")).ToContainTextAsync("This page tries again by itself");
        await nurse.Page.UnrouteAsync("**/pass-keys*");
        await Expect(nurse.Send).ToBeVisibleAsync();
        await nurse.Taps("Green");
        await nurse.Page.IsAt("/tapped");
    }

    [Test]
    public async Task A_list_of_keys_that_is_not_the_one_seen_before_stops_everything()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(11));
        await Expect(nurse.Send).ToBeVisibleAsync();
        await nurse.Page.EvaluateAsync("""
            () => {
              for (const name of Object.keys(localStorage).filter(name => name.startsWith("moralepulse keys"))) {
                const seen = JSON.parse(localStorage.getItem(name));
                localStorage.setItem(name, JSON.stringify({ ...seen, head: seen.head.split("").reverse().join("") }));
              }
            }
            """);
        await nurse.Opens("/tap");
        await Expect(nurse.Page.GetByRole(AriaRole.Heading, new() { Name = "Stop: the list of keys" })).ToBeVisibleAsync();
        await Expect(nurse.Send).ToBeHiddenAsync();
    }

    [Test]
    public async Task Without_script_the_page_says_why_it_can_not_tap()
    {
        await using var nurse = await Visitor.SignsIn(trust, Trust.Person(12), script: false);
        await Expect(nurse.Page.Locator("noscript")).ToBeVisibleAsync();
        await Expect(nurse.Page.Locator("#tap-ready")).ToBeHiddenAsync();
        Assert.That(await nurse.Page.Locator("noscript").InnerTextAsync(), Does.Contain("Tapping needs JavaScript"));
        await Expect(nurse.Send).ToBeHiddenAsync();
    }
}
