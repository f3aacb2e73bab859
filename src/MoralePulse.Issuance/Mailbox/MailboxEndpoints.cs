using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Mailbox;

/// <summary>
/// <c>/api/v1/mailbox/{letter}</c>, for somebody who is signed in: her old phone puts a wallet in and may call it off, her new one fetches it and says that it has arrived.
/// No log line, no metric.
/// </summary>
internal static class MailboxEndpoints
{
    private const string Bytes = "application/octet-stream";

    private const string Address = "/api/v1/mailbox/{letter}";

    private delegate Task<IResult> Work(Mailbox mailbox, Ods ods, LetterName name, HttpRequest request, CancellationToken stop);

    public static void Map(IEndpointRouteBuilder routes)
    {
        // In memory and by person, so that one of them can't fill it for the others; nothing else is limited, and nothing is kept.
        var puts = PartitionedRateLimiter.Create<(Ods, string), (Ods, string)>(who =>
            RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));

        Add(routes.MapPut(Address, For(puts, Put)), "letter", "Puts an encrypted wallet in, as bytes, to be fetched within ten minutes").ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);
        Add(routes.MapPost(Address + "/fetch", For(null, Fetch)), "fetch-letter", "Hands it out and deletes it: once").Produces(200, contentType: Bytes).ProducesProblem(404);
        Add(routes.MapPost(Address + "/arrived", For(null, Arrived)), "letter-arrived", "The new phone has the passes");
        Add(routes.MapDelete(Address, For(null, CallOff)), "call-off-letter", "The old phone keeps the passes; what waits is deleted");
        Add(routes.MapGet(Address, For(null, State)), "letter-state", "Whether it waits, was fetched, has arrived, was called off, or is over").Produces<LetterState>();
    }

    private static RouteHandlerBuilder Add(RouteHandlerBuilder route, string name, string summary) =>
        route.ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).DisableHttpMetrics().WithName(name).WithSummary(summary);

    private static Delegate For(PartitionedRateLimiter<(Ods, string)>? limit, Work work) =>
        async (string letter, HttpContext context, Mailbox mailbox, People.Directory directory, CancellationToken stop) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (DirectoryClaims.Of(context.User) is not var (ods, person)) return IssuanceProblems.SignInFirst;
            if (!HttpMethods.IsGet(context.Request.Method) && !SameOrigin.Named(context.Request)) return IssuanceProblems.OtherOrigin;
            if (await directory.Find(ods, person, stop) is null) return IssuanceProblems.NotInDirectory;
            if (!LetterName.TryRead(letter, ods, person, out var name)) return IssuanceProblems.NoLetterName;
            if (limit is not null && !limit.AttemptAcquire((ods, person)).IsAcquired) return IssuanceProblems.TooManyLetters;
            return await work(mailbox, ods, name, context.Request, stop);
        };

    private static async Task<IResult> Put(Mailbox mailbox, Ods ods, LetterName name, HttpRequest request, CancellationToken stop)
    {
        if (request.ContentType != Bytes) return IssuanceProblems.NotALetter;
        var letter = new byte[Mailbox.LetterSize + 1];
        if (await request.Body.ReadAtLeastAsync(letter, letter.Length, throwOnEndOfStream: false, stop) != Mailbox.LetterSize) return IssuanceProblems.WrongLength;
        return await mailbox.Put(ods, name, letter[..Mailbox.LetterSize], stop) switch
        {
            PutOutcome.In => Results.NoContent(),
            PutOutcome.Taken => IssuanceProblems.LetterNameUsed,
            _ => IssuanceProblems.MailboxFull,
        };
    }

    private static async Task<IResult> Fetch(Mailbox mailbox, Ods ods, LetterName name, HttpRequest request, CancellationToken stop) =>
        await mailbox.Take(name, stop) is { } letter ? Results.Bytes(letter, Bytes) : IssuanceProblems.NoLetter;

    private static async Task<IResult> Arrived(Mailbox mailbox, Ods ods, LetterName name, HttpRequest request, CancellationToken stop) =>
        await mailbox.Arrive(name, stop) ? Results.NoContent() : IssuanceProblems.CalledOff;

    private static async Task<IResult> CallOff(Mailbox mailbox, Ods ods, LetterName name, HttpRequest request, CancellationToken stop) =>
        await mailbox.CallOff(name, stop) ? Results.NoContent() : IssuanceProblems.HasArrived;

    private static async Task<IResult> State(Mailbox mailbox, Ods ods, LetterName name, HttpRequest request, CancellationToken stop) =>
        Results.Ok(new LetterState(await mailbox.State(name, stop)));
}
