using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Insight.Pulses;
using Npgsql;

namespace MoralePulse.Insight;

/// <summary>What the process needs to know of this side: how to add it, and its routes.</summary>
public static class InsightSetup
{
    /// <summary>Adds pulses.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="connectionString">Connection of the role <c>moralepulse_insight</c>.</param>
    public static IServiceCollection AddInsight(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => new InsightDatabase(NpgsqlDataSource.Create(connectionString), provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<PulseReader>().AddSingleton<PulseVersions>();
    }

    /// <summary>Maps pulses of units and cohorts.</summary>
    public static void MapInsight(this IEndpointRouteBuilder routes) => PulseEndpoints.Map(routes);
}
