using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Polly;
using Polly.Retry;

namespace MoralePulse.Tree;

/// <summary>
/// Retries a whole unit of work after a transient fault of the database. The work must be one that may run twice: after a lost connection nobody
/// knows whether COMMIT was done.
/// </summary>
public static class DatabaseRetry
{
    /// <summary>Six tries within about five seconds, with jitter: longer than a failover's first refusals, shorter than a person's patience.</summary>
    public static ResiliencePipeline Pipeline { get; } = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsTransient),
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(60),
            MaxDelay = TimeSpan.FromSeconds(2),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Whether trying again may help: a lost connection, a server that starts or stops, a deadlock, a time-out.</summary>
    public static bool IsTransient(Exception fault) => fault switch
    {
        PostgresException known => known.IsTransient || known.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        DbUpdateException or InvalidOperationException { InnerException: NpgsqlException } => fault.InnerException is { } inner && IsTransient(inner), // as EF Core wraps them
        _ => false,
    };
}
