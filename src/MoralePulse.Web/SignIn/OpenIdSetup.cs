using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MoralePulse.Web.SignIn;

/// <summary>Sign-in with OpenID Connect: authorization code with PKCE, at each configured provider. Nothing is asked for but who it is.</summary>
internal static class OpenIdSetup
{
    /// <summary>How the cookie begins that ties a provider's answer to the browser that asked.</summary>
    public const string StateCookie = "moralepulse-state.";

    /// <summary>How the cookie begins that ties an ID token to it.</summary>
    public const string NonceCookie = "moralepulse-nonce.";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    public static void AddProvider(this AuthenticationBuilder builder, Provider provider, bool development) => builder.AddOpenIdConnect(provider.Scheme, provider.Name, options =>
    {
        options.Authority = provider.Issuer;
        options.RequireHttpsMetadata = !development; // Provider.From takes http for loopback in Development only
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
        (options.ResponseType, options.UsePkce) = (OpenIdConnectResponseType.Code, true);
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a form posted from the provider would come without our cookies, unless they were open to every site
        options.Scope.Clear();
        options.Scope.Add("openid");
        if (provider.SubjectClaim == "oid") options.Scope.Add("profile"); // Entra gives it with this one only
        (options.MapInboundClaims, options.SaveTokens, options.GetClaimsFromUserInfoEndpoint, options.DisableTelemetry) = (false, false, false, true);
        options.TokenValidationParameters.ValidIssuer = provider.Issuer;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.CallbackPath = provider.CallbackPath;
        (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (default, default); // ours: SignOut, BackChannel, FrontChannel
        options.BackchannelTimeout = LongestAnswer;
        (options.CorrelationCookie.Name, options.NonceCookie.Name) = (StateCookie, NonceCookie);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy, cookie.MaxAge) = (SameSiteMode.Lax, development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always, options.RemoteAuthenticationTimeout); // an age, as SignInCookie's
        options.Events = new()
        {
            OnRedirectToIdentityProvider = OpenIdAnswers.Ask,
            OnTokenValidated = context => OpenIdAnswers.Validated(context, provider),
            OnTicketReceived = context => OpenIdAnswers.Received(context, provider),
            OnRemoteFailure = context => OpenIdAnswers.Failed(context, provider),
        };
    });
}
