using NUnit.Framework;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>How long a sign-in lasts, and what ends it; each with a clock of its own.</summary>
public sealed class SessionLifeTests
{
    private TwoProviders world = null!;

    [SetUp]
    public async Task Open() => world = await TwoProviders.Open();

    [TearDown]
    public async Task Close() => await world.DisposeAsync();

    [Test]
    public async Task On_a_shared_computer_it_is_a_quarter_of_an_hour_however_often_it_is_used()
    {
        await using var ward = await Person.Arrives(world);
        await ward.SignsIn("anna", shared: true);
        await ward.Page.IsAt("/tap");
        world.Time.Now = world.Time.Now.AddMinutes(9);
        Assert.That(await ward.Me(), Does.Contain("RY5"));
        world.Time.Now = world.Time.Now.AddMinutes(7);
        Assert.That(await ward.Me(), Is.EqualTo("401"));
    }

    [Test]
    public async Task On_her_own_device_visits_keep_it_but_for_ninety_days_at_most()
    {
        using var http = world.Http();
        await using var anna = await Person.Arrives(world);
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        var cookie = (await anna.Cookie())!.Value;
        for (var week = 0; week < 12; week++)
        {
            world.Time.Now = world.Time.Now.AddDays(7.4);
            Assert.That(await Visit(), Is.EqualTo(200), $"after {7.4 * (week + 1)} days");
        }

        world.Time.Now = world.Time.Now.AddDays(3);
        Assert.That(await Visit(), Is.EqualTo(401));

        async Task<int> Visit()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me") { Headers = { { "Cookie", $"moralepulse={cookie}" } } };
            using var answer = await http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var renewed)) cookie = renewed.First().Split(';')[0]["moralepulse=".Length..];
            return (int)answer.StatusCode;
        }
    }

    [Test]
    public async Task Whoever_an_import_removes_is_nobody()
    {
        await using var remo = await Person.Arrives(world);
        await remo.SignsIn("remo");
        await remo.Page.IsAt("/tap");
        await world.ImportAgain(TwoProviders.People(world.Seaside.Issuer, world.Hilltop.Issuer).Where(line => line.Person != "P05"));
        await world.LooksUpAgain("P05"); // what WatchRights does every 20 seconds
        await remo.Page.GotoAsync("/board");
        await remo.Sees("Sign in first");
    }

    [Test]
    public async Task A_provider_that_does_not_answer_is_said_to_be_down()
    {
        await world.Hilltop.DisposeAsync();
        await using var anna = await Person.Arrives(world);
        await anna.Page.GotoAsync("/ry5");
        await anna.Chooses("Hilltop account");
        await anna.Sees("You are not signed in");
        Assert.That(await anna.Page.Locator("main").InnerTextAsync(), Does.Contain("Hilltop account does not answer at the moment"));
    }

    [Test]
    public async Task The_provider_lets_nobody_in_without_the_proof_of_PKCE()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var answer = await http.GetAsync($"{world.Seaside.Issuer}/auth?client_id={ProviderProcess.ClientId}&response_type=code&scope=openid&state=s&nonce=n&redirect_uri={Uri.EscapeDataString(world.Address + "/sign-in/callback/seaside")}");
        Assert.That(answer.Headers.Location?.Query, Does.Contain("error=invalid_request").And.Contain("PKCE"), "so each sign-in of these tests has it");
    }
}
