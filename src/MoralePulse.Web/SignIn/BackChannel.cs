using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace MoralePulse.Web.SignIn;

/// <summary><c>POST /sign-out/back-channel</c>: a provider tells that somebody has signed out there. Source: OpenID Connect Back-Channel Logout 1.0.</summary>
internal static class BackChannel
{
    private const int Longest = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out/back-channel", async (HttpContext context, Providers providers, SessionBook book, IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider time, CancellationToken stop) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var text = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(stop))["logout_token"].ToString() : "";
            if (text is not { Length: > 0 and <= Longest } || providers.OfIssuer(LogoutToken.IssuerOf(text)) is not { } provider) return Refused;

            var token = await Verified(text, provider, options, anew: false, time, stop) ?? await Verified(text, provider, options, anew: true, time, stop);
            return token is not null && await book.SignOut(provider, token, stop) ? Results.Ok() : Refused;
        }).ExcludeFromDescription();

    private static IResult Refused => Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);

    // A second time with keys that are fetched anew, since a provider changes them.
    private static async Task<LogoutToken?> Verified(string text, Provider provider, IOptionsMonitor<OpenIdConnectOptions> options, bool anew, TimeProvider time, CancellationToken stop)
    {
        try
        {
            return await LogoutToken.Verify(text, provider, (await Providers.Published(provider, options, anew, stop)).SigningKeys, time.GetUtcNow());
        }
        catch (InvalidOperationException)
        {
            return null; // the provider's keys can't be fetched: it will tell again, or the session ends by age
        }
    }
}
