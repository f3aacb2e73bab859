using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Passes;

/// <summary><c>POST /api/v1/passes</c>: a signed-in person collects passes that nobody can tell from others'. No log line, no metric.</summary>
internal static class PassEndpoint
{
    private const int RetryAfter = 3;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/passes", async (HttpContext context, PassOffice office, IssuanceDatabase database, CancellationToken stop) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                if (DirectoryClaims.Of(context.User) is not var (ods, person)) return IssuanceProblems.SignInFirst;
                if (!SameOrigin.Named(context.Request)) return IssuanceProblems.OtherOrigin;
                var (messages, refusal) = await Read(context.Request, stop);
                if (messages is null) return refusal!;
                if (await database.Tree.Find(ods, stop) is not { } here) return IssuanceProblems.NotInDirectory;
                return Answer(await office.Issue(here, person, messages, stop), context.Response);
            })
            .Accepts<PassesRequest>("application/json").Produces<PassesAnswer>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(410).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
            .DisableHttpMetrics().WithName("passes").WithSummary("Signs blinded messages, one per person and key; the same again for the same messages");

    private static IResult Answer(PassOutcome outcome, HttpResponse response)
    {
        if (outcome is PassOutcome.Busy or PassOutcome.AtWork) response.Headers.RetryAfter = RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return outcome switch
        {
            PassOutcome.Issued issued => Results.Ok(new PassesAnswer([.. issued.Signatures.Select(one => new SignatureOnWire(one.Key.ToString(), Base64Url.EncodeToString(one.Signature)))])),
            PassOutcome.Destroyed gone => IssuanceProblems.Destroyed(gone.Keys.Select(key => key.ToString())),
            PassOutcome.NotBlinded odd => IssuanceProblems.NotBlinded(odd.Keys.Select(key => key.ToString())),
            PassOutcome.IssuedBefore before => IssuanceProblems.IssuedBefore(before.Keys.Select(key => key.ToString())),
            PassOutcome.OthersMessage others => IssuanceProblems.OthersMessage(others.Keys.Select(key => key.ToString())),
            PassOutcome.NotInDirectory => IssuanceProblems.NotInDirectory,
            PassOutcome.AtWork => IssuanceProblems.AtWork,
            _ => IssuanceProblems.Busy,
        };
    }

    // By hand, since the framework's own reading would answer in its own words.
    private static async Task<(IReadOnlyList<BlindedMessage>? Messages, IResult? Refusal)> Read(HttpRequest request, CancellationToken stop)
    {
        if (!request.HasJsonContentType()) return (null, IssuanceProblems.NotJson);
        if (request.ContentLength > PassesRequest.LargestBody) return (null, IssuanceProblems.TooLarge);
        var body = new byte[PassesRequest.LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop);
        if (length > PassesRequest.LargestBody) return (null, IssuanceProblems.TooLarge);
        return PassesRequest.Read(body.AsSpan(0, length)) is { } messages ? (messages, null) : (null, IssuanceProblems.Malformed);
    }
}
