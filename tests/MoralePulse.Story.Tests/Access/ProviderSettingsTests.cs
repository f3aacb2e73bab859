using MoralePulse.Harness;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Access;

/// <summary>Wrong settings of sign-in stop the start, with a line that says what to write.</summary>
internal sealed class ProviderSettingsTests
{
    private TestDatabase database = null!;

    [OneTimeSetUp]
    public async Task Create() => database = await TestDatabase.Create();

    [OneTimeTearDown]
    public async Task Drop() => await database.DisposeAsync();

    [TestCase("OpenIdConnect:Providers:0:Id", null, "Providers__0__Id is missing")]
    [TestCase("OpenIdConnect:Providers:0:Id", "Trust!", "small letters and digits")]
    [TestCase("OpenIdConnect:Providers:0:Name", " ", "Name is missing")]
    [TestCase("OpenIdConnect:Providers:0:Issuer", "http://login.example.org", "https address")]
    [TestCase("OpenIdConnect:Providers:0:Issuer", "http://127.0.0.1:1", "https address")]
    [TestCase("OpenIdConnect:Providers:0:Issuer", "https://login.example.org/?a=b", "https address")]
    [TestCase("OpenIdConnect:Providers:0:ClientSecret", null, "ClientSecret is missing")]
    [TestCase("OpenIdConnect:Providers:0:SubjectClaim", "email", "sub or oid")]
    [TestCase("OpenIdConnect:Providers:0:Organisations", "RY5,R-9", "no ODS code")]
    [TestCase("OpenIdConnect:Providers:1:Id", "trust", "is there twice")]
    [TestCase("OpenIdConnect:Providers:1:Issuer", "https://login.example.org", "is there twice")]
    [TestCase("SignIn:OwnDeviceIdleDays", "0", "OwnDeviceIdleDays")]
    [TestCase("SignIn:SharedComputerMinutes", "61", "SharedComputerMinutes")]
    public void A_wrong_setting_stops_the_start(string setting, string? value, string complaint)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OpenIdConnect:Providers:0:Id"] = "trust",
            ["OpenIdConnect:Providers:0:Name"] = "Trust account",
            ["OpenIdConnect:Providers:0:Issuer"] = "https://login.example.org",
            ["OpenIdConnect:Providers:0:ClientId"] = "any",
            ["OpenIdConnect:Providers:0:ClientSecret"] = "any",
            ["OpenIdConnect:Providers:0:Organisations"] = "RY5",
        };
        if (setting.Contains(":1:", StringComparison.Ordinal))
        {
            foreach (var (name, first) in settings.ToList()) settings[name.Replace(":0:", ":1:", StringComparison.Ordinal)] = name.EndsWith(":Id", StringComparison.Ordinal) || name.EndsWith("Issuer", StringComparison.Ordinal) ? first + "2" : first;
        }

        settings[setting] = value;
        Assert.That(() => TestService.Start(database, environment: "Production", settings: settings), Throws.InvalidOperationException.With.Message.Contains(complaint));
    }
}
