using Microsoft.Extensions.DependencyInjection.Extensions;
using MoralePulse.Ballot;
using MoralePulse.Insight;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Notices;
using MoralePulse.Web.Health;
using MoralePulse.Web.Jobs;
using MoralePulse.Web.Live;
using MoralePulse.Web.Metrics;
using MoralePulse.Web.Notices;
using MoralePulse.Web.Pages;
using MoralePulse.Web.Problems;
using MoralePulse.Web.SetUp;
using MoralePulse.Web.SignIn;
using MoralePulse.Web.Simulation;

namespace MoralePulse.Web;

/// <summary>The running service: the four sides put together.</summary>
public static class Service
{
    private static readonly string[] Sides = ["Issuance", "Ballot", "Insight", "Jobs"];

    /// <summary>Serves until it is asked to stop.</summary>
    public static async Task<int> Run(string[] args)
    {
        WebApplication app;
        try
        {
            app = Build(WebApplication.CreateBuilder(args));
        }
        catch (InvalidOperationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message); // a setting, in one clear line
            return 1;
        }

        await using (app) await app.RunAsync();
        return 0;
    }

    /// <summary>Puts the service together.</summary>
    /// <exception cref="InvalidOperationException">A connection string is missing.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string Connection(string side) => builder.Configuration.GetConnectionString(side) ?? throw new InvalidOperationException($"ConnectionStrings__{side} is not set.");

        // No request log: it would tell when somebody taps. What is logged are faults and starts.
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning).AddFilter("Npgsql", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None) // what went wrong with a sign-in we say ourselves, without a name
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.SignalR", LogLevel.Critical); // every refused call would be a line with its time, and anybody can make one
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, 1024 * 1024));

        builder.AddPages();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddIssuance(Connection("Issuance")).AddBallot(Connection("Ballot")).AddBallotLoops().AddInsight(Connection("Insight")).AddJobs(Connection("Jobs"));
        services.AddNotices(builder.Configuration).AddNoticeSender(builder.Configuration).AddSingleton<DigestRound>();
        services.AddSetUp().AddLive().AddExceptionHandler<Faults>().AddOpenApi(options => options.AddOperationTransformer(TapBody.Describe));
        // No trace id: equal refusals are equal bytes.
        services.AddProblemDetails(options => options.CustomizeProblemDetails = problem => problem.ProblemDetails.Extensions.Remove("traceId"));
        builder.AddSignIn(Connection("Jobs"));
        builder.AddSimulation(Connection("Jobs"));
        services.AddSingleton<ReleaseMetrics>();
        string[] connections = [.. Sides.Select(Connection)];
        services.AddSingleton(new Readiness(connections));
        services.AddSingleton(provider => new OpenChannels(connections, provider.GetRequiredService<ILogger<OpenChannels>>()));

        var app = builder.Build();
        TrustedProxy.Use(app);
        app.UseExceptionHandler();
        app.UseMiddleware<NoNul>();
        app.UseStatusCodePages();
        app.UseWhen(PagesSetup.IsForPeople, page => page.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting(); // here, so that the page for what is not there is found by the same way
        app.UseSignIn();
        app.MapSignIn();
        app.MapIssuance();
        app.MapBallot();
        app.MapInsight();
        app.MapLive();
        JobsDashboard.Map(app);
        NoticeEndpoints.Map(app);
        UnsubscribeEndpoint.Map(app);
        app.MapSetUp();
        app.MapPages();
        app.MapOpenApi();
        ReleaseMetrics.Map(app);
        Readiness.Map(app);
        return app;
    }
}
