using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Story.Tests.Issuance;

namespace MoralePulse.Story.Tests.SetUp;

/// <summary>The real service with Seaside Care: P02 is its administrator, P03 a staff representative; it waits to be opened unless a test says so.</summary>
internal sealed class SetUpWorld : IAsyncDisposable
{
    private SetUpWorld(TestDatabase database, SettableTime time, TestService service) => (Database, Time, Service) = (database, time, service);

    public static Administrator Administrator { get; } = new(Given.Trust, "P02");

    public TestDatabase Database { get; }

    public SettableTime Time { get; }

    public TestService Service { get; }

    public static PersonLine[] People { get; } =
        [.. Given.People().Select(person => person.Person switch { "P02" => person with { Roles = "administrator" }, "P03" => person with { Roles = "staff-representative" }, _ => person })];

    public static async Task<SetUpWorld> Create(bool open = false, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var database = await TestDatabase.Create();
        var time = new SettableTime(Given.Tuesday);
        await Given.Imported(database, Given.Request(people: People) with { OpensByHand = !open }, time);
        return new(database, time, await TestService.Start(database, time, settings: settings));
    }

    public T Get<T>()
        where T : notnull => Service.Services.GetRequiredService<T>();

    /// <summary>The trail, oldest first, without its times: number, who, what, about whom, before, after.</summary>
    public async Task<IReadOnlyList<string>> Trail() =>
        [.. (await Database.Rows("select number, coalesce(person, 'operator'), act, about, before, after from issuance.audit order by number")).Select(row => row.Replace("\"\"", "'", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace('\'', '"'))];

    /// <summary>What somebody gets at an address of the set-up pages; null for nobody.</summary>
    public async Task<HttpResponseMessage> Gets(string? subject, string address) => await Sends(subject, new(HttpMethod.Get, address));

    /// <summary>What a form of somebody's gets; with another origin if another site's page sent it.</summary>
    public Task<HttpResponseMessage> Posts(string? subject, string address, Dictionary<string, string> form, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Origin", origin ?? Origin);
        return Sends(subject, request);
    }

    public async Task<HttpResponseMessage> Sends(string? subject, HttpRequestMessage request)
    {
        using var http = Service.Client();
        if (subject is not null)
        {
            using var signIn = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["ods"] = Given.Trust.Value, ["subject"] = subject }) };
            signIn.Headers.Add("Origin", Origin);
            using var signedIn = await http.SendAsync(signIn);
            request.Headers.Add("Cookie", string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        }

        return await http.SendAsync(request);
    }

    private string Origin => Service.Address.ToString().TrimEnd('/');

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Database.DisposeAsync();
    }
}
