using System.Text.Json;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Domain.Release;
using MoralePulse.Harness;
using MoralePulse.Simulation;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>One figure as the service answered it.</summary>
/// <param name="Version">Releases so far.</param>
/// <param name="AsOf">The tick of the last release; null before the first.</param>
/// <param name="Counts">Sums over 28 days.</param>
internal sealed record Figure(long Version, DateTimeOffset? AsOf, PoolCounts Counts)
{
    public static Figure None { get; } = new(0, null, default);
}

/// <summary>Reads figures as somebody who is signed in, from the bytes of the service's answers.</summary>
internal sealed class Figures : IDisposable
{
    private readonly HttpClient http;

    private Figures(HttpClient http) => this.http = http;

    /// <summary>Signs in.</summary>
    public static async Task<Figures> As(TestService service, string subject = Personas.Executive)
    {
        var http = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent([new("ods", ServedTrust.Ods.Value), new("subject", subject)]) };
        request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await http.SendAsync(request);
        http.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return new(http);
    }

    /// <summary>A unit's.</summary>
    public Task<Figure> OfUnit(string id) => Read($"/api/v1/units/{id}/pulse");

    /// <summary>A cohort's.</summary>
    public Task<Figure> OfCohort(Home cohort) => Read($"/api/v1/cohorts/{(cohort.Kind == HomeKind.Shift ? "shift" : "staff-group")}/{cohort.Code}/pulse");

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<Figure> Read(string address)
    {
        using var answer = await http.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        using var pulse = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        var root = pulse.RootElement;
        var window = root.GetProperty("windows").GetProperty("28d");
        int Sum(string mood) => window.ValueKind == JsonValueKind.Null ? 0 : window.GetProperty(mood).GetInt32();
        DateTimeOffset? asOf = root.GetProperty("asOf").ValueKind == JsonValueKind.Null ? null : root.GetProperty("asOf").GetDateTimeOffset();
        return new(root.GetProperty("version").GetInt64(), asOf, new(Sum("green"), Sum("amber"), Sum("red")));
    }
}
