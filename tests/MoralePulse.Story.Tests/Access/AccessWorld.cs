using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Story.Tests.Issuance;

namespace MoralePulse.Story.Tests.Access;

/// <summary>A trust with one person of each role, all of ward 1 but the manager, who has Surgery; and a client for each.</summary>
internal sealed partial class AccessWorld : IAsyncDisposable
{
    /// <summary>Everybody who tries, in the order of the table's columns.</summary>
    public static readonly string[] Roles = ["nobody", "staff", "manager", "executive", "administrator", "morale-innovator", "staff-representative", "commissioner"];

    private readonly TestDatabase database;
    private readonly Dictionary<string, string> cookies = [];

    private AccessWorld(TestDatabase database, TestService service) => (this.database, Service, Http) = (database, service, service.Client());

    public TestService Service { get; }

    private HttpClient Http { get; }

    public static async Task<AccessWorld> Open()
    {
        var database = await TestDatabase.Create();
        UnitLine[] units =
        [
            new("surgery", "", "Surgery", "department"), new("medicine", "", "Medicine", "department"),
            new("ward-1", "surgery", "Ward 1", "team"), new("ward-17", "medicine", "Ward 17", "team"),
        ];
        var crowd = Enumerable.Range(1, 24).Select(n => new PersonLine($"X{n}", $"x{n}", n % 2 == 0 ? "ward-1" : "ward-17"));
        var people = Roles[1..].Select(role => new PersonLine(role, role, role == "manager" ? "surgery" : "ward-1", Roles: role == "staff" ? "" : role));
        var time = new SettableTime(Given.Tuesday);
        await Given.Imported(database, Given.Request(units, [.. crowd, .. people]), time);
        var service = await TestService.Start(database, time, settings: new Dictionary<string, string?>
        {
            ["OpenIdConnect:Providers:0:Id"] = "trust",
            ["OpenIdConnect:Providers:0:Name"] = "Trust account",
            ["OpenIdConnect:Providers:0:Issuer"] = "http://127.0.0.1:1",
            ["OpenIdConnect:Providers:0:ClientId"] = "any",
            ["OpenIdConnect:Providers:0:ClientSecret"] = "any",
            ["OpenIdConnect:Providers:0:Organisations"] = "RY5",
        });
        await service.Ready();
        return new(database, service);
    }

    /// <summary>What somebody of a role gets, in short: a status, where she is led, or "sign in".</summary>
    public async Task<Answer> Try(string role, string method, string address)
    {
        using var request = new HttpRequestMessage(new(method), address);
        var forPrograms = address.StartsWith("/api/", StringComparison.Ordinal);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(forPrograms ? "application/json" : "text/html"));
        request.Headers.Add("Origin", Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (method is "POST" or "PUT") request.Content = forPrograms ? new StringContent("{}", new MediaTypeHeaderValue("application/json")) : new FormUrlEncodedContent([]);
        if (role != "nobody") request.Headers.Add("Cookie", await Cookie(role));
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Headers.Contains("Set-Cookie")) cookies.Remove(role); // she may have been signed out
        var page = answer.Content.Headers.ContentType?.MediaType == "text/html" ? Heading().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value : "";
        return new((int)answer.StatusCode, System.Net.WebUtility.HtmlDecode(page).Trim(), answer.Headers.Location?.OriginalString.Split('?')[0]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Service.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<string> Cookie(string role)
    {
        if (cookies.TryGetValue(role, out var known)) return known;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", "RY5"), new("subject", role)]) };
        request.Headers.Add("Origin", Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await Http.SendAsync(request);
        return cookies[role] = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    [GeneratedRegex("<h1[^>]*>([^<]*)")]
    private static partial Regex Heading();
}

/// <summary>What came back.</summary>
/// <param name="Status">The status.</param>
/// <param name="Heading">The page's heading; empty where it is no page.</param>
/// <param name="Place">Where it leads.</param>
internal sealed record Answer(int Status, string Heading, string? Place)
{
    /// <summary>As a cell of the table.</summary>
    /// <param name="usual">What most of those who see the page see above it: said only where it is another.</param>
    public string Cell(string usual) =>
        Place is not null ? $"to {Place}"
        : Heading == MoralePulse.Web.SignInTexts.FirstTitle ? "sign in"
        : Heading == MoralePulse.Web.SignInTexts.CommissionerTitle ? "nothing"
        : Status == 200 && Heading != usual ? $"200 “{Heading}”"
        : $"{Status}";
}
