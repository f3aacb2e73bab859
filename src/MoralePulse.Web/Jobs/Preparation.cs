using Hangfire;
using MoralePulse.Web.Health;

namespace MoralePulse.Web.Jobs;

/// <summary>What must be there before the first tap: the ledger's partitions and pass keys; then the daily jobs, and a word where the server tells too much. Tried until the database answers.</summary>
internal sealed partial class Preparation(
    IServiceScopeFactory scopes, IRecurringJobManager jobs, OpenChannels channels, Readiness readiness, TimeProvider time, ILogger<Preparation> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!readiness.Prepared)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var daily = scope.ServiceProvider.GetRequiredService<DailyJobs>();
                await daily.KeepLedger(stoppingToken);
                await daily.KeepPassKeys(stoppingToken);
                await daily.Close(stoppingToken);
                DailyJobs.Register(jobs);
                SetUpJobs.Register(jobs);
                await channels.Warn(stoppingToken);
                readiness.Prepared = true;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Waiting(log, fault.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The service is not ready yet: {Fault}")]
    private static partial void Waiting(ILogger log, string fault);
}
