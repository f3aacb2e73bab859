using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>Signing in and out in Chromium, with a real OpenID Connect provider.</summary>
public sealed class ProviderSignInTests
{
    private TwoProviders world = null!;

    [OneTimeSetUp]
    public async Task Open() => world = await TwoProviders.Open();

    [OneTimeTearDown]
    public async Task Close() => await world.DisposeAsync();

    [Test]
    public async Task The_address_on_a_poster_leads_to_sign_in_and_then_to_the_tap()
    {
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna", place: "/ry5");
        await anna.Page.IsAt("/tap");
        await Expect(anna.Page.Locator("#who")).ToHaveAttributeAsync("data-shared", "false");
        await anna.Page.GotoAsync("/RY5");
        await Expect(anna.Page).ToHaveURLAsync($"{world.Address}/tap");
    }

    [Test]
    public async Task Where_there_is_one_provider_one_touch_leads_there()
    {
        await using var anna = await Person.Arrives(world);
        await anna.Page.GotoAsync("/rx9");
        await anna.Sees("Sign in to Riverside");
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in on my own device" }).ClickAsync();
        await anna.Identifies("anna");
        await anna.Page.IsAt("/tap");
        Assert.That(await anna.Me(), Does.Contain("Riverside"), "its file names no issuer, and it has only one provider");
    }

    [Test]
    public async Task Both_identities_of_a_person_are_one_person()
    {
        await using var seaside = await Person.Arrives(world);
        await using var hilltop = await Person.Arrives(world);
        await seaside.SignsIn("anna");
        await seaside.Page.IsAt("/tap");
        await hilltop.SignsIn("a.smith", "Hilltop account");
        await hilltop.Page.IsAt("/tap");
        Assert.That(await hilltop.Wallet(), Is.EqualTo(await seaside.Wallet()));
    }

    [Test]
    public async Task The_same_subject_at_two_providers_is_two_people()
    {
        await using var seaside = await Person.Arrives(world);
        await using var hilltop = await Person.Arrives(world);
        await seaside.SignsIn("sam");
        await seaside.Page.IsAt("/tap");
        await hilltop.SignsIn("sam", "Hilltop account");
        await hilltop.Page.IsAt("/tap");
        Assert.That(await hilltop.Wallet(), Is.Not.EqualTo(await seaside.Wallet()));
        Assert.That(await hilltop.Roles(), Is.EqualTo(new[] { "manager" }));
    }

    [TestCase("anna", "Hilltop account")]
    [TestCase("olga", "Seaside account")]
    public async Task With_two_providers_nobody_is_taken_for_somebody_of_the_other_one(string subject, string provider)
    {
        await using var stranger = await Person.Arrives(world);
        await stranger.SignsIn(subject, provider);
        await stranger.Sees("You are not in the directory of Seaside and Hilltop");
        Assert.That(await stranger.Me(), Is.EqualTo("401"));
    }

    [Test]
    public async Task Roles_come_from_the_directory_whatever_the_provider_says()
    {
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        Assert.That(await anna.Roles(), Is.Empty, "the provider calls everybody an administrator and executive");
        Assert.That((await anna.Page.GotoAsync("/summary"))!.Status, Is.EqualTo(403));
    }

    [Test]
    public async Task A_stranger_is_told_whom_to_ask_and_may_sign_in_as_somebody_else()
    {
        await using var stranger = await Person.Arrives(world);
        await stranger.SignsIn("mallory-the-unknown", place: "/sign-in?ods=RY5&returnUrl=%2Fboard");
        await stranger.Sees("You are not in the directory of Seaside and Hilltop");
        await Expect(stranger.Page.Locator("main")).Not.ToContainTextAsync("mallory");
        Assert.That(await stranger.Cookie(), Is.Null);
        await stranger.Page.GetByRole(AriaRole.Link, new() { Name = "sign in with that one" }).ClickAsync();
        await stranger.Identifies("anna");
        await Expect(stranger.Page).ToHaveURLAsync($"{world.Address}/board");
    }

    [Test]
    public async Task Who_was_on_the_way_to_a_page_comes_back_to_it()
    {
        await using var anna = await Person.Arrives(world);
        await anna.Page.GotoAsync("/trend/surgery?grain=day");
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Seaside and Hilltop (RY5)" }).ClickAsync();
        await anna.Chooses("Seaside account");
        await anna.Identifies("anna");
        await Expect(anna.Page).ToHaveURLAsync($"{world.Address}/trend/surgery?grain=day");
    }

    [TestCase("https://elsewhere.example/")]
    [TestCase("//elsewhere.example/")]
    [TestCase("/\\elsewhere.example/")]
    public async Task Nobody_is_led_away_after_signing_in(string place)
    {
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna", place: $"/sign-in?ods=RY5&returnUrl={Uri.EscapeDataString(place)}");
        await Expect(anna.Page).ToHaveURLAsync($"{world.Address}/tap");
    }

    [Test]
    public async Task Signing_out_ends_the_session_at_the_provider_too()
    {
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        var cookie = (await anna.Cookie())!;
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await anna.Sees("You are signed out");
        Assert.That(await anna.Me(), Is.EqualTo("401"));

        using var http = world.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me") { Headers = { { "Cookie", $"{cookie.Name}={cookie.Value}" } } };
        Assert.That((int)(await http.SendAsync(request)).StatusCode, Is.EqualTo(401), "nor does a copy of the cookie open anything");
        await anna.Page.GotoAsync("/ry5");
        await anna.Chooses("Seaside account");
        await Expect(anna.Page.GetByPlaceholder("Enter any login")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Signing_out_at_the_provider_signs_out_here()
    {
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        var other = await anna.OpensAnotherWindow();
        await other.GotoAsync($"{world.Seaside.Issuer}/session/end");
        world.Time.Now = TimeProvider.System.GetUtcNow(); // the provider's token is of now, and one of the future is refused
        await other.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Sign-out Success" })).ToBeVisibleAsync();
        Assert.That(await anna.Me(), Is.EqualTo("401"));
        await anna.Page.GotoAsync("/board");
        await anna.Sees("Sign in first");
    }

    [Test]
    public async Task A_frame_of_the_providers_sign_out_page_signs_out_here()
    {
        await using var anna = await Person.Arrives(world);
        var (provider, before) = (world.Seaside, world.Seaside.LastSession);
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        var (session, other) = (await provider.SessionAfter(before), await anna.OpensAnotherWindow());
        await other.GotoAsync($"{provider.Issuer}/frame?src={Uri.EscapeDataString($"{world.Address}/sign-out/front-channel?iss={Uri.EscapeDataString(provider.Issuer)}&sid={Uri.EscapeDataString(session)}")}");
        Assert.That(await anna.Me(), Is.EqualTo("401"));
        Assert.That(other.Frames[1].Url, Does.StartWith(world.Address), "it may be framed there");
    }

    [Test]
    public async Task A_shared_computer_asks_who_it_is_each_time_and_for_a_short_time_only()
    {
        await using var ward = await Person.Arrives(world, Visitor.Desktop);
        await ward.SignsIn("anna", shared: true);
        await ward.Page.IsAt("/tap");
        await Expect(ward.Page.Locator("#who")).ToHaveAttributeAsync("data-shared", "true");
        Assert.That((await ward.Cookie())!.Expires, Is.EqualTo(-1), "it goes with the browser's window");
        await ward.ForgetsOurCookie();
        var again = await ward.OpensAnotherWindow(); // the page that is open leads elsewhere when it finds the cookie gone
        await again.GotoAsync("/ry5");
        await again.GetByRole(AriaRole.Link, new() { Name = "Sign in with Seaside account on a shared computer" }).ClickAsync();
        await Expect(again.GetByPlaceholder("Enter any login")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Somebody_who_changes_her_mind_at_the_provider_can_try_again()
    {
        await using var anna = await Person.Arrives(world);
        await anna.Page.GotoAsync("/sign-in?ods=RY5&returnUrl=%2Fboard");
        await anna.Chooses("Seaside account");
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await anna.Sees("You are not signed in");
        await Expect(anna.Page.Locator("main")).ToContainTextAsync("stopped before it was finished");
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await anna.Chooses("Seaside account");
        await anna.Identifies("anna");
        await Expect(anna.Page).ToHaveURLAsync($"{world.Address}/board");
    }

    [Test]
    public async Task A_sign_in_whose_cookies_are_gone_says_so()
    {
        await using var anna = await Person.Arrives(world);
        await anna.Page.GotoAsync("/ry5");
        await anna.Chooses("Seaside account");
        await anna.Page.GetByPlaceholder("Enter any login").FillAsync("anna");
        await anna.ForgetsOurCookie();
        await anna.Identifies("anna");
        await anna.Sees("You are not signed in");
        await Expect(anna.Page.Locator("main")).ToContainTextAsync("keeps no cookies");
    }

    [Test]
    public async Task Sessions_leave_no_name_behind()
    {
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        Assert.That(await world.Count("select count(*) from jobs.session"), Is.Positive);
        Assert.That(await world.Count("select count(*) from jobs.session s where s::text like '%anna%' or s::text like '%P01%'"), Is.Zero);
    }
}
