using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Insight.Blocks;
using MoralePulse.Insight.Estimates;
using MoralePulse.Insight.Heat;
using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Reach;
using MoralePulse.Insight.Signals;
using MoralePulse.Insight.Trends;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Tree;

namespace MoralePulse.Insight;

/// <summary>What the process needs to know of this side: how to add it, and its routes.</summary>
public static class InsightSetup
{
    private const int MostConnections = 12;

    /// <summary>Adds pulses, trends and signals.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_insight</c>.</param>
    public static IServiceCollection AddInsight(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => new InsightDatabase(SideSource.Create(connectionString, MostConnections), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PulseReader>().AddSingleton<PulseVersions>().AddSingleton<HeatReader>().AddSingleton<ReachReader>().AddSingleton<WallLinks>().AddSingleton<BlocksKept>();
        return services.AddSingleton<TrendReader>().AddSingleton<TrendUpkeep>().AddSingleton<MarkBook>().AddSingleton<SignalReader>().AddSingleton<EstimateReader>().AddSingleton<EstimateUpkeep>();
    }

    /// <summary>Maps pulses and trends of units and cohorts.</summary>
    public static void MapInsight(this IEndpointRouteBuilder routes)
    {
        PulseEndpoints.Map(routes);
        TrendEndpoints.Map(routes);
    }
}
