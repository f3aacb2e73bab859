using Microsoft.AspNetCore.HttpOverrides;

namespace MoralePulse.Web.SignIn;

/// <summary>
/// Behind a proxy that ends TLS, our own address is the one that it was asked for: <c>TRUSTEDPROXY=true</c> believes its <c>X-Forwarded-Proto</c> and
/// <c>X-Forwarded-Host</c>, which <c>Origin</c> is compared with. Never <c>X-Forwarded-For</c>: nobody's address is wanted here.
/// </summary>
internal static class TrustedProxy
{
    private const string Setting = "TrustedProxy";

    public static void Use(WebApplication app)
    {
        if (!app.Configuration.GetValue(Setting, false)) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = 1 };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }
}
