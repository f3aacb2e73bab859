using System.Text.RegularExpressions;
using MoralePulse.Harness;
using MoralePulse.Story.Tests.Issuance;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>A form that was refused comes back as it was sent: what was chosen and ticked as well as what was typed. After somebody else's change it shows what stands there now.</summary>
[TestFixture]
internal sealed partial class RefusedFormTests
{
    private static readonly Dictionary<string, string?> TwoProviders = new(
        from provider in (IReadOnlyList<(int Number, string Id)>)[(0, "first"), (1, "second")]
        from setting in (IReadOnlyList<(string Name, string Value)>)
            [("Id", provider.Id), ("Name", provider.Id), ("Issuer", $"http://127.0.0.1:1/{provider.Id}"), ("ClientId", "any"), ("ClientSecret", "any"), ("Organisations", Given.Trust.Value)]
        select KeyValuePair.Create($"OpenIdConnect:Providers:{provider.Number}:{setting.Name}", (string?)setting.Value));

    private SetUpWorld world = null!;

    [SetUp]
    public async Task Create() => world = await SetUpWorld.Create(settings: TwoProviders);

    [TearDown]
    public async Task Drop() => await world.DisposeAsync();

    [Test]
    public async Task A_sign_in_identity_keeps_its_provider()
    {
        var page = await Refused("/setup/people/identity", new() { ["person"] = "P09", ["subject"] = "", ["issuer"] = "http://127.0.0.1:1/second" });
        Assert.That(Chosen().Match(page).Groups[1].Value, Is.EqualTo("http://127.0.0.1:1/second"));
    }

    [Test]
    public async Task The_first_form_of_a_service_keeps_its_provider_and_what_was_typed_but_never_its_code()
    {
        await using var database = await TestDatabase.Create();
        await using var service = await TestService.Start(database, settings: new Dictionary<string, string?>(TwoProviders) { ["SetUp:Code"] = "a-long-code-that-nobody-guesses" });
        using var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/setup/first")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = "a-wrong-one", ["ods"] = "RY5", ["name"] = "Seaside Care", ["person"] = "P01", ["subject"] = "p01", ["issuer"] = "http://127.0.0.1:1/second" }),
        };
        request.Headers.Add("Origin", service.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await http.SendAsync(request);
        var page = await http.GetStringAsync(answer.Headers.Location);
        Assert.That(Chosen().Match(page).Groups[1].Value, Is.EqualTo("http://127.0.0.1:1/second"));
        Assert.That(page, Does.Contain("value=\"Seaside Care\"").And.Not.Contain("a-wrong-one"));
    }

    [Test]
    public async Task Roles_keep_their_ticks()
    {
        var stored = Ticks().Matches(await Card("P02")).Select(tick => tick.Groups[1].Value);
        Assert.That(stored, Is.EqualTo(new[] { "administrator" }));
        var page = await Refused("/setup/people/roles", new() { ["person"] = "P02", ["role"] = "manager", ["seen"] = Seen().Match(await Card("P02")).Groups[1].Value });
        Assert.That(page, Does.Contain("nhsuk-error-summary"), "nobody may take her own administration away, or the last one's");
        Assert.That(Ticks().Matches(page).Select(tick => tick.Groups[1].Value), Is.EqualTo(new[] { "manager" }));
    }

    [Test]
    public async Task After_somebody_elses_change_what_stands_there_now_is_shown()
    {
        var page = await Refused("/setup/people/roles", new() { ["person"] = "P03", ["role"] = "executive", ["seen"] = "what-stood-there-before" });
        Assert.That(page, Does.Contain("nhsuk-error-summary"));
        Assert.That(Ticks().Matches(page).Select(tick => tick.Groups[1].Value), Is.EqualTo(new[] { "staff-representative" }));
    }

    private async Task<string> Refused(string address, Dictionary<string, string> form)
    {
        form["who"] = await Who(form["person"]);
        var answer = await world.Posts("p02", address, form);
        Assert.That(answer.Headers.Location?.ToString(), Does.Contain("refused="));
        return await (await world.Gets("p02", answer.Headers.Location!.ToString().Split('#')[0])).Content.ReadAsStringAsync();
    }

    private async Task<string> Card(string person) => await (await world.Gets("p02", $"/setup/people?who={Uri.EscapeDataString(await Who(person))}")).Content.ReadAsStringAsync();

    private async Task<string> Who(string person) =>
        Uri.UnescapeDataString((await world.Posts("p02", "/setup/people", new() { ["text"] = person })).Headers.Location!.ToString().Split("who=")[1]);

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();

    [GeneratedRegex("name=\"role\" type=\"checkbox\" value=\"([^\"]*)\" checked")]
    private static partial Regex Ticks();

    [GeneratedRegex("name=\"seen\" value=\"([^\"]*)\"")]
    private static partial Regex Seen();
}
