namespace MoralePulse.Web.SignIn;

/// <summary>
/// <c>GET /sign-out/front-channel?iss=…&amp;sid=…</c>, in a frame of the provider's sign-out page. Our cookie does not come along there (SameSite=Lax), so the session is ended by the
/// provider's id of it, which nobody can guess. Source: OpenID Connect Front-Channel Logout 1.0.
/// </summary>
internal static class FrontChannel
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sign-out/front-channel", async (string? iss, string? sid, HttpContext context, Providers providers, SessionBook book, CancellationToken stop) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (providers.OfIssuer(iss) is not { } provider || sid is not { Length: > 0 and <= 255 }) return Results.BadRequest();
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {provider.Origin}";
            await book.EndSession(provider, sid, stop);
            return Results.Content("<!DOCTYPE html><html lang=\"en\"><title>MoralePulse</title></html>", "text/html");
        }).ExcludeFromDescription();
}
