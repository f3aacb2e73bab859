using Microsoft.AspNetCore.Authentication;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.SignIn;

/// <summary>Where a sign-in begins: <c>GET /sign-in/go</c>, and <c>GET /{ods}</c>, the short address on posters.</summary>
internal static partial class SignInStart
{
    public static void Map(IEndpointRouteBuilder routes, bool demonstration)
    {
        // A link and no form, since a form's redirects must stay on our own site (form-action). It changes nothing here.
        routes.MapGet("/sign-in/go", async (string? provider, string? ods, string? shared, string? again, string? returnUrl, HttpContext context, Providers providers, ILogger<Provider> log) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (providers.Find(provider) is not { } chosen || !Ods.TryParse(ods, null, out var code) || !chosen.Organisations.Contains(code)) return new SeeOther("/");
            var request = new SignInRequest(code, shared == "true", returnUrl, again == "true");
            try
            {
                await context.ChallengeAsync(chosen.Scheme, request.Properties());
                return Results.Empty;
            }
            catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException && !context.RequestAborted.IsCancellationRequested)
            {
                Unreachable(log, chosen.Id, fault.GetType().Name);
                return new SeeOther(SignInPlaces.Failed("unreachable", request, chosen));
            }
        }).ExcludeFromDescription();

        routes.MapGet("/{ods:regex(^[A-Za-z0-9]{{1,12}}$)}", async (string ods, HttpContext context, PulseReader organisations, Providers providers, CancellationToken stop) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var code = Ods.Parse(ods);
            if (await organisations.Tree.Find(code, stop) is null) return Results.NotFound();
            if (context.Features.Get<SignedIn>()?.Ods == code) return new SeeOther("/tap");
            return new SeeOther(providers.Of(code).Count == 0 && demonstration ? $"/?ods={code}" : SignInPlaces.Choose(code.Value, null));
        }).ExcludeFromDescription();
    }

    [LoggerMessage(LogLevel.Warning, "The sign-in provider {Provider} can't be reached: {Fault}")]
    private static partial void Unreachable(ILogger log, string provider, string fault);
}
