using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Ballot.Taps;

/// <summary><c>POST /api/v1/{ods}/ratings</c>: a tap comes in. No cookie, no sign-in, no log line, no metric.</summary>
internal static class TapEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/{ods}/ratings", async (Ods ods, HttpContext context, TapAdmission admission) =>
                await Read(context.Request) switch
                {
                    (null, var refusal) => refusal!.ToResult(context),
                    ({ } request, _) => await admission.Admit(ods, request) switch
                    {
                        TapOutcome.Refused refused => refused.Why.ToResult(context),
                        _ => Results.NoContent(),
                    },
                })
            .Produces(204)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(410).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(422).ProducesProblem(503)
            .DisableHttpMetrics().AllowAnonymous().WithName("tap")
            .WithSummary("Counts one tap; 204 again, counting nothing, for the same pass");

    // RFC 8259: JSON between systems is UTF-8, whatever a charset parameter might say.
    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() && MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && (type.Charset.Length == 0 || type.Encoding is UTF8Encoding);

    // By hand, since the framework's own reading would answer in its own words and order.
    private static async Task<(TapRequest? Request, Refusal? Why)> Read(HttpRequest request)
    {
        if (request.Headers.Cookie.Count > 0 || request.Headers.Authorization.Count > 0) return (null, Refusal.Identified);
        if (!IsJson(request)) return (null, Refusal.NotJson);
        if (request.ContentLength > TapRequest.LargestBody) return (null, Refusal.TooLarge);
        var body = new byte[TapRequest.LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length > TapRequest.LargestBody) return (null, Refusal.TooLarge);
        return TapRequest.Read(body.AsSpan(0, length)) is { } tap ? (tap, null) : (null, Refusal.Malformed);
    }
}
