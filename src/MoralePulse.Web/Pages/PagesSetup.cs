using Microsoft.AspNetCore.Diagnostics;
using MoralePulse.Insight.Pulses;
using MoralePulse.Web.Marks;
using MoralePulse.Web.SignIn;
using MoralePulse.Web.WallDisplays;

namespace MoralePulse.Web.Pages;

/// <summary>The pages: Razor components drawn on the server, without a script of Blazor's.</summary>
public static class PagesSetup
{
    /// <summary>Adds what draws pages.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddRazorComponents();
        // Over TLS too, though only where it is asked for below: a page that gave back what it was sent, beside a secret, could be guessed at by its length.
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        builder.Services.AddSingleton<RefusedMarks>().AddSingleton<ToldOnce>();

        // Also outside Development what pages load comes from the build's own folders until it is published; and it changes with a build only, so it
        // is served compressed and kept by browsers instead of being looked at on every request.
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
    }

    /// <summary>Whether a browser asks for a page: then what is not there is said in a page, not in JSON.</summary>
    public static bool IsForPeople(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HttpMethods.IsGet(context.Request.Method) && !SignInSetup.IsForPrograms(context.Request.Path)
            && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>Maps the pages, their forms and what they load. Nothing is measured of them: who opens the page after a tap has just tapped.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseMiddleware<PageHeaders>();
        app.Use(async (context, next) =>
        {
            // A page that says what went wrong is sent without waiting for what its frame reads: whose menu it has is known before.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) await Visit.Of(context, context.RequestServices.GetRequiredService<PulseReader>());
            await next(context);
        });
        app.UseWhen(context => context.Request.Path == "/heat-map", large => large.UseResponseCompression()); // of an address it gives back names of units only
        app.UseAntiforgery();
        app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, $"{typeof(PagesSetup).Assembly.GetName().Name}.staticwebassets.endpoints.json"));
        MarkEndpoints.Map(app);
        WallEndpoints.Map(app);
        app.MapRazorComponents<App>().DisableHttpMetrics();
    }
}
