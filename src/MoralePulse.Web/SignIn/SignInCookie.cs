using Microsoft.AspNetCore.Authentication.Cookies;

namespace MoralePulse.Web.SignIn;

/// <summary>
/// The cookie of a sign-in is read as usual, except on a tap: there it is never looked at, whatever was sent; the tap itself refuses it. A browser is told how long it
/// keeps the cookie and not until when (RFC 6265, Max-Age), since the clocks of people's devices are wrong now and then.
/// </summary>
internal sealed class SignInCookie : ICookieManager
{
    private readonly ChunkingCookieManager usual = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        context.Request.Path.Value?.TrimEnd('/').EndsWith("/ratings", StringComparison.OrdinalIgnoreCase) is true ? null : usual.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        usual.AppendResponseCookie(context, key, value, options.Expires is { } until && until > now ? new(options) { MaxAge = until - now, Expires = null } : options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => usual.DeleteCookie(context, key, options);
}
