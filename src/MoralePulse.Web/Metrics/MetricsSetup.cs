using MoralePulse.Ballot.Release;
using OpenTelemetry.Metrics;

namespace MoralePulse.Web.Metrics;

/// <summary>
/// <c>/metrics</c> in Prometheus' format: releases only, which are published anyway. Requests, connections, memory and database calls are left
/// out, because each of them moves when somebody taps.
/// </summary>
public static class MetricsSetup
{
    /// <summary>Adds the one meter.</summary>
    public static IServiceCollection AddReleaseMetrics(this IServiceCollection services)
    {
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(ReleaseTick.Meter).AddPrometheusExporter(exporter =>
        {
            exporter.ScrapeResponseCacheDurationMilliseconds = 0;
        }));
        return services;
    }
}
