using System.Security.Cryptography;
using NUnit.Framework;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>What a provider's logout token must be, tried with its own key. Source: OpenID Connect Back-Channel Logout 1.0, 2.6.</summary>
public sealed class LogoutTokenTests
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private TwoProviders world = null!;
    private Person anna = null!;
    private string session = "";

    [OneTimeSetUp]
    public async Task Open() => world = await TwoProviders.Open();

    [OneTimeTearDown]
    public async Task Close() => await world.DisposeAsync();

    [SetUp]
    public async Task SignIn()
    {
        anna = await Person.Arrives(world);
        var before = world.Seaside.LastSession;
        await anna.SignsIn("anna");
        await anna.Page.IsAt("/tap");
        session = await world.Seaside.SessionAfter(before);
    }

    [TearDown]
    public async Task SignOut() => await anna.DisposeAsync();

    [Test]
    public async Task A_token_of_the_session_ends_it()
    {
        Assert.That(await Post(world.Seaside.Signs(Payload())), Is.EqualTo(200));
        Assert.That(await anna.Me(), Is.EqualTo("401"));
    }

    [Test]
    public async Task A_token_of_the_subject_ends_all_her_sessions_and_nobody_elses()
    {
        await using var sam = await Person.Arrives(world);
        await sam.SignsIn("sam");
        await sam.Page.IsAt("/tap");
        Assert.That(await Post(world.Seaside.Signs(Payload(("sid", null), ("sub", "anna")))), Is.EqualTo(200));
        Assert.That(await anna.Me(), Is.EqualTo("401"));
        Assert.That(await sam.Me(), Does.Contain("RY5"));
    }

    [Test]
    public async Task A_token_that_came_before_ends_nothing_again()
    {
        var token = world.Seaside.Signs(Payload(("sid", null), ("sub", "anna")));
        Assert.That(await Post(token), Is.EqualTo(200));
        await anna.SignsIn("anna", shared: true);
        await anna.Page.IsAt("/tap");
        Assert.That(await Post(token), Is.EqualTo(400));
        Assert.That(await anna.Me(), Does.Contain("RY5"));
    }

    [TestCase("iss", "https://elsewhere.example")]
    [TestCase("aud", "somebody-else")]
    [TestCase("nonce", "n")]
    [TestCase("jti", null)]
    [TestCase("events", null)]
    [TestCase("events", "text")]
    [TestCase("iat", null)]
    public async Task A_token_with_something_wrong_ends_nothing(string claim, string? value)
    {
        Assert.That(await Post(world.Seaside.Signs(Payload((claim, value)))), Is.EqualTo(400));
        Assert.That(await anna.Me(), Does.Contain("RY5"));
    }

    [Test]
    public async Task A_token_of_long_ago_or_out_of_date_ends_nothing()
    {
        var hourAgo = world.Time.Now.AddHours(-1).ToUnixTimeSeconds();
        Assert.That(await Post(world.Seaside.Signs(Payload(("iat", hourAgo)))), Is.EqualTo(400));
        Assert.That(await Post(world.Seaside.Signs(Payload(("exp", hourAgo)))), Is.EqualTo(400));
        Assert.That(await anna.Me(), Does.Contain("RY5"));
    }

    [Test]
    public async Task Only_the_providers_own_key_ends_anything()
    {
        using var forged = RSA.Create(2048);
        Assert.That(await Post(world.Seaside.Signs(Payload(), with: forged)), Is.EqualTo(400));
        Assert.That(await Post(world.Hilltop.Signs(Payload())), Is.EqualTo(400), "another provider signs, and says that it is Seaside's");
        var unsigned = $"eyJhbGciOiJub25lIn0.{world.Seaside.Signs(Payload()).Split('.')[1]}.";
        Assert.That(await Post(unsigned), Is.EqualTo(400));
        Assert.That(await Post("no token"), Is.EqualTo(400));
        Assert.That(await anna.Me(), Does.Contain("RY5"));
    }

    [Test]
    public async Task Another_providers_frame_or_session_id_ends_nothing()
    {
        using var http = world.Http();
        var frame = await http.GetAsync($"/sign-out/front-channel?iss={Uri.EscapeDataString(world.Hilltop.Issuer)}&sid={session}");
        Assert.That(frame.Headers.GetValues("Content-Security-Policy").Single(), Does.EndWith($"frame-ancestors {world.Hilltop.Issuer}"));
        Assert.That((int)(await http.GetAsync($"/sign-out/front-channel?iss=https%3A%2F%2Felsewhere.example&sid={session}")).StatusCode, Is.EqualTo(400));
        Assert.That(await anna.Me(), Does.Contain("RY5"));
        await http.GetAsync($"/sign-out/front-channel?iss={Uri.EscapeDataString(world.Seaside.Issuer)}&sid={session}");
        Assert.That(await anna.Me(), Is.EqualTo("401"), "no cookie came along");
    }

    private Dictionary<string, object> Payload(params (string Claim, object? Value)[] other)
    {
        var now = world.Time.Now.ToUnixTimeSeconds();
        var payload = new Dictionary<string, object>
        {
            ["iss"] = world.Seaside.Issuer,
            ["aud"] = ProviderProcess.ClientId,
            ["iat"] = now,
            ["exp"] = now + 120,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["sid"] = session,
            ["events"] = new Dictionary<string, object> { [Event] = new { } },
        };
        foreach (var (claim, value) in other)
        {
            if (value is null) payload.Remove(claim);
            else payload[claim] = value;
        }

        return payload;
    }

    private async Task<int> Post(string token)
    {
        using var http = world.Http();
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        return (int)(await http.PostAsync("/sign-out/back-channel", form)).StatusCode;
    }
}
