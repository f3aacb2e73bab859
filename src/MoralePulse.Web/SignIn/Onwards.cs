using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MoralePulse.Web.SignIn;

/// <summary>
/// The way on to the provider's own sign-out. It does not follow the form's redirect, which our content security policy would stop at the next site: a page of ours stands
/// between, so that somebody is signed out here whatever becomes of the provider. What that page needs lies in a cookie for some minutes and is gone when it is read.
/// </summary>
internal sealed class Onwards(IDataProtectionProvider protection, IOptionsMonitor<OpenIdConnectOptions> options, Providers providers)
{
    /// <summary>The page between.</summary>
    public const string Page = "/sign-out/onwards";

    /// <summary>Where everything has ended; registered at providers.</summary>
    public const string SignedOut = "/signed-out";

    /// <summary>The cookie that keeps it on its way.</summary>
    public const string Cookie = "moralepulse-onwards";

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("MoralePulse.Onwards").ToTimeLimitedDataProtector();

    /// <summary>
    /// Whether somebody has signed out here and not at the provider yet: a shared computer's pages sign out as they are left, and nobody is there to be led on. Whoever opens the
    /// start page then is led on first.
    /// </summary>
    public static bool IsWaiting(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    /// <summary>Keeps what the provider will ask for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="provider">Which provider.</param>
    /// <param name="idToken">Its ID token.</param>
    /// <param name="path">Where the cookie is seen: on every page, or on the page between alone, where going on is her choice.</param>
    public void Keep(HttpContext context, Provider provider, string idToken, string path) => context.Response.Cookies.Append(
        Cookie, seal.Protect(JsonSerializer.Serialize(new Parting(provider.Id, idToken)), Kept),
        new() { HttpOnly = true, IsEssential = true, MaxAge = Kept, Path = path, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });

    /// <summary>The provider, and the address at which it signs her out; without an address where it has none or can't be reached.</summary>
    public async Task<(Provider Provider, string? Address)?> Take(HttpContext context, CancellationToken stop)
    {
        if (context.Request.Cookies[Cookie] is not { } box) return null;
        foreach (var path in (string[])["/", Page]) context.Response.Cookies.Delete(Cookie, new() { Path = path, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps });
        try
        {
            if (JsonSerializer.Deserialize<Parting>(seal.Unprotect(box)) is not { } kept || providers.Find(kept.Provider) is not { } provider) return null;
            return (provider, await Address(context.Request, provider, kept.IdToken, stop));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private async Task<string?> Address(HttpRequest request, Provider provider, string idToken, CancellationToken stop)
    {
        try
        {
            var published = await Providers.Published(provider, options, anew: false, stop);
            return published.EndSessionEndpoint is not { Length: > 0 } endpoint ? null : new OpenIdConnectMessage
            {
                IssuerAddress = endpoint,
                ClientId = provider.ClientId,
                IdTokenHint = idToken,
                PostLogoutRedirectUri = $"{request.Scheme}://{request.Host}{SignedOut}",
            }.BuildRedirectUrl();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Parting(string Provider, string IdToken);
}
