using Microsoft.AspNetCore.Authentication;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary><c>POST /sign-out</c>: ends the sign-in here, on every node, and leads on to the provider's own sign-out.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext context, SessionBook book, Providers providers, Onwards onwards, CancellationToken stop) =>
        {
            if (!SameOrigin.Named(context.Request)) return SignInProblems.OtherOrigin;
            var cookie = await context.AuthenticateAsync();
            if (Session.IdOf(cookie.Principal) is { } id) await book.End(id, stop);
            await context.SignOutAsync();
            // A page that is being left signs out by script and goes nowhere, so nothing of hers is kept for the way on. On a shared computer providers ask anew anyway.
            // The button of a shared computer is a script's, too, since it tries again without network; that script asks where to go on to.
            var (scripted, asksOnwards) = (context.Request.Headers["Sec-Fetch-Mode"] == "cors", context.Request.Query.ContainsKey("onwards"));
            if (scripted && !asksOnwards) return new SeeOther("/");
            var next = "/";
            if (providers.Find(Session.ProviderOf(cookie.Properties)) is { } provider && cookie.Properties?.GetTokenValue(Session.IdToken) is { } idToken)
            {
                onwards.Keep(context, provider, idToken, "/");
                next = Onwards.Page;
            }

            return asksOnwards ? Results.Text(next) : new SeeOther(next);
        }).ExcludeFromDescription();
}
