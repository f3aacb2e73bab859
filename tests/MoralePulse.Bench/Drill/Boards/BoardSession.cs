using System.Net;

namespace MoralePulse.Bench.Drill.Boards;

/// <summary>A sign-in by demonstration, for boards and for pulses.</summary>
internal static class BoardSession
{
    /// <summary>The cookie of somebody who has signed in.</summary>
    public static async Task<string> Begin(HttpClient http, string ods, string subject)
    {
        using var form = new FormUrlEncodedContent([new("ods", ods), new("subject", subject)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/demo") { Content = form, Headers = { { "Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority) } } };
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.SeeOther && !answer.Headers.Contains("Set-Cookie")) throw new InvalidOperationException($"{subject} could not sign in: {answer.StatusCode}");
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
