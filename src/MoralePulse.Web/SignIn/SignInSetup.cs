using System.Buffers.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using MoralePulse.Domain.Access;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.SignIn;

/// <summary>Sign-in: a cookie that names a directory entry, and on each request what the directory says of it.</summary>
internal static class SignInSetup
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>Adds the cookie, and the keys that protect it, shared by every node through the database.</summary>
    /// <exception cref="InvalidOperationException">The demonstration sign-in is switched on outside Development.</exception>
    public static void AddSignIn(this WebApplicationBuilder builder, string jobsConnection)
    {
        DemonstrationSignIn.Check(builder.Configuration, builder.Environment);
        builder.Services.AddDataProtection().SetApplicationName("MoralePulse");
        builder.Services.AddSingleton(new ProtectionKeys(jobsConnection));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => (options.XmlRepository, options.XmlEncryptor) = (provider.GetRequiredService<ProtectionKeys>(), new SealedXml(provider))));
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            // Browsers take a __Host- cookie over https only, and development runs on http.
            var (name, secure) = builder.Environment.IsDevelopment() ? ("moralepulse", CookieSecurePolicy.SameAsRequest) : ("__Host-moralepulse", CookieSecurePolicy.Always);
            (options.Cookie.Name, options.Cookie.SecurePolicy) = (name, secure);
            (options.Cookie.HttpOnly, options.Cookie.SameSite, options.Cookie.Path, options.Cookie.IsEssential) = (true, SameSiteMode.Lax, "/", true);
            (options.ExpireTimeSpan, options.SlidingExpiration) = (Lasts, true);
            options.CookieManager = new NotOnTaps();
            options.Events.OnRedirectToLogin = SignInFirst;
            options.Events.OnRedirectToAccessDenied = NotAllowed;
        });
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
                var viewer = new Viewer(ods, found.UnitId, found.Roles);
                context.Features.Set(viewer);
                context.Features.Set(new SignedIn(ods, person, found.StaffGroup, viewer, Base64Url.EncodeToString(found.WalletId.Span)));
            }

            await next(context);
        });
        app.UseAuthorization();
    }

    /// <summary>Maps signing out and, in Development, the demonstration sign-in.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        SignOut.Map(app);
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
