using Microsoft.Extensions.DependencyInjection.Extensions;
using MoralePulse.Ballot;
using MoralePulse.Insight;
using MoralePulse.Issuance;
using MoralePulse.Web.Live;

namespace MoralePulse.Web;

/// <summary>The running service: the four sides put together.</summary>
public static class Service
{
    /// <summary>Serves until it is asked to stop.</summary>
    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        await using var app = Build(builder);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Puts the service together.</summary>
    /// <exception cref="InvalidOperationException">A connection string is missing.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string Connection(string side) => builder.Configuration.GetConnectionString(side) ?? throw new InvalidOperationException($"ConnectionStrings__{side} is not set.");
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddIssuance(Connection("Issuance")).AddBallot(Connection("Ballot")).AddInsight(Connection("Insight")).AddBallotLoops().AddLive();

        var app = builder.Build();
        app.MapIssuance();
        app.MapBallot();
        app.MapInsight();
        app.MapLive();
        app.MapGet("/healthz/live", () => "live");
        app.MapGet("/healthz/ready", () => "ready");
        return app;
    }
}
