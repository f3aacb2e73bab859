using System.Diagnostics.Metrics;
using MoralePulse.Ballot.Release;

namespace MoralePulse.Web.Metrics;

/// <summary>
/// <c>/metrics</c> in Prometheus' text format: releases only, which are published anyway. Requests, connections, memory and database calls are
/// left out, because each of them moves when somebody taps; so is the time of the answer.
/// </summary>
public sealed class ReleaseMetrics : IDisposable
{
    private readonly MeterListener listener = new();
    private long blocks;

    /// <summary>Listens to the meter of releases.</summary>
    public ReleaseMetrics()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == ReleaseTick.Meter) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, released, _, _) => Interlocked.Add(ref blocks, released));
        listener.Start();
    }

    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<ReleaseMetrics>(); // listens from the first release on, not from the first question
        routes.MapGet("/metrics", (ReleaseMetrics metrics) => Results.Text(
                $"""
                # HELP moralepulse_blocks_total Blocks released by this process.
                # TYPE moralepulse_blocks_total counter
                moralepulse_blocks_total {Interlocked.Read(ref metrics.blocks)}

                """, "text/plain; version=0.0.4"))
            .DisableHttpMetrics().ExcludeFromDescription();
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();
}
