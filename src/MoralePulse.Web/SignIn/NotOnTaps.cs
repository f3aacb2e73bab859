using Microsoft.AspNetCore.Authentication.Cookies;

namespace MoralePulse.Web.SignIn;

/// <summary>Reads cookies as usual, except on a tap: there the sign-in is never looked at, whatever was sent; the tap itself refuses it.</summary>
internal sealed class NotOnTaps : ICookieManager
{
    private readonly ChunkingCookieManager usual = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        context.Request.Path.Value?.TrimEnd('/').EndsWith("/ratings", StringComparison.OrdinalIgnoreCase) is true ? null : usual.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => usual.AppendResponseCookie(context, key, value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => usual.DeleteCookie(context, key, options);
}
