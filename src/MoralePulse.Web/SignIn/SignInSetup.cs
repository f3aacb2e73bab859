using System.Buffers.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using MoralePulse.Domain.Access;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary>Sign-in: a cookie that names a directory entry, and on each request what the directory says of it.</summary>
internal static class SignInSetup
{
    /// <summary>Adds the cookie, the keys that protect it, shared by every node through the database, and the providers.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong, or the demonstration sign-in is switched on outside Development.</exception>
    public static void AddSignIn(this WebApplicationBuilder builder, string jobsConnection)
    {
        DemonstrationSignIn.Check(builder.Configuration, builder.Environment);
        var (options, providers) = (SignInOptions.From(builder.Configuration), Providers.From(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton(options).AddSingleton(providers).AddSingleton<Onwards>();
        builder.Services.AddSingleton(services => new SessionBook(jobsConnection, services.GetRequiredService<MasterKey>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddDataProtection().SetApplicationName("MoralePulse");
        builder.Services.AddSingleton(new ProtectionKeys(jobsConnection));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => (options.XmlRepository, options.XmlEncryptor) = (provider.GetRequiredService<ProtectionKeys>(), new SealedXml(provider))));
        builder.Services.AddAuthorization();
        var authentication = builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            // Browsers take a __Host- cookie over https only, and development runs on http.
            var (name, secure) = builder.Environment.IsDevelopment() ? ("moralepulse", CookieSecurePolicy.SameAsRequest) : ("__Host-moralepulse", CookieSecurePolicy.Always);
            (cookie.Cookie.Name, cookie.Cookie.SecurePolicy) = (name, secure);
            (cookie.Cookie.HttpOnly, cookie.Cookie.SameSite, cookie.Cookie.Path, cookie.Cookie.IsEssential) = (true, SameSiteMode.Lax, "/", true);
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (TimeSpan.FromDays(options.OwnDeviceIdleDays), true);
            cookie.CookieManager = new SignInCookie();
            cookie.Events.OnValidatePrincipal = Session.Validate;
            cookie.Events.OnRedirectToLogin = SignInFirst;
            cookie.Events.OnRedirectToAccessDenied = NotAllowed;
        });
        foreach (var provider in providers.All) authentication.AddProvider(provider, builder.Environment.IsDevelopment());
    }

    /// <summary>Reads the cookie, and looks its person up.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            if (DirectoryClaims.Of(context.User) is var (ods, person)
                && await context.RequestServices.GetRequiredService<Issuance.People.Directory>().Find(ods, person, context.RequestAborted) is { } found)
            {
                if (found.Roles.Contains(Role.Commissioner))
                {
                    // The evidence packs that are published to her, nothing else: to the rest of the service she is nobody.
                    context.Features.Set(new Commissioner(ods, person));
                    context.User = new();
                    await next(context);
                    return;
                }

                var viewer = new Viewer(ods, found.UnitId, found.Roles);
                context.Features.Set(viewer);
                context.Features.Set(new SignedIn(ods, person, found.StaffGroup, viewer, Base64Url.EncodeToString(found.WalletId.Span), Session.IsShared(context.User)));
            }

            await next(context);
        });
        app.UseAuthorization();
    }

    /// <summary>Maps signing in and out and, in Development, the demonstration sign-in.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        app.Services.GetRequiredService<SessionBook>(); // what it needs is asked for at the start
        SignInStart.Map(app, DemonstrationSignIn.IsOn(app.Configuration, app.Environment));
        SignOut.Map(app);
        BackChannel.Map(app);
        FrontChannel.Map(app);
        if (DemonstrationSignIn.IsOn(app.Configuration, app.Environment)) DemonstrationSignIn.Map(app);
    }

    /// <summary>Whether a path is answered to programs rather than to people.</summary>
    public static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs");

    private static Task SignInFirst(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> redirect)
    {
        var request = redirect.Request;
        if (IsForPrograms(request.Path)) return SignInProblems.SignInFirst.ExecuteAsync(redirect.HttpContext);
        redirect.Response.Redirect($"/?returnUrl={Uri.EscapeDataString(request.PathBase + request.Path + request.QueryString)}");
        return Task.CompletedTask;
    }

    private static Task NotAllowed(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> redirect) =>
        SignInProblems.NotAllowed.ExecuteAsync(redirect.HttpContext);
}
