using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>
/// One pipeline for each server, made once, so that its circuit breaker sees every failure: a few tries with jittered exponential back-off, each with
/// a time limit; a server that keeps failing is left alone for a round. What fails here stays in the outbox for the next round.
/// </summary>
/// <param name="options">Time limit and round.</param>
internal sealed class DeliveryPipelines(NoticeOptions options) : IDisposable
{
    private readonly ResiliencePipelineRegistry<string> pipelines = new();

    /// <summary>The pipeline of a server.</summary>
    public ResiliencePipeline For(string server) => pipelines.GetOrAddPipeline(server, Build);

    /// <inheritdoc/>
    public void Dispose() => pipelines.Dispose();

    private void Build(ResiliencePipelineBuilder builder) => builder
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(fault => fault is not (OperationCanceledException or BrokenCircuitException)),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(10),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 6, // two notices in vain, so that one bad notice does not stop the others
            SamplingDuration = TimeSpan.FromMinutes(2),
            BreakDuration = TimeSpan.FromSeconds(options.RoundSeconds),
        })
        .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds));
}
