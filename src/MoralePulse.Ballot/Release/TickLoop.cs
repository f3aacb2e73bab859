using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;

namespace MoralePulse.Ballot.Release;

/// <summary>Ticks every real organisation on schedule. Simulated ones are ticked by whoever drives their clock.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="close">Closes that are due, which come before later ticks.</param>
/// <param name="tick">One tick.</param>
/// <param name="faults">What kept taps from being counted since the last tick.</param>
/// <param name="time">The server's time.</param>
/// <param name="log">Says that a tick has to wait.</param>
internal sealed partial class TickLoop(BallotDatabase database, CloseOfDay close, ReleaseTick tick, FaultKinds faults, TimeProvider time, ILogger<TickLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At the start the last scheduled tick is made up: it does nothing where it was done.
        var due = TickSchedule.Standard.LatestAt(time.GetUtcNow());
        while (!stoppingToken.IsCancellationRequested)
        {
            if (faults.Take() is { Count: > 0 } kinds) NotCounted(log, string.Join(", ", kinds));
            try
            {
                foreach (var here in await database.Tree.All(stoppingToken))
                    if (here.Organisation is { Simulated: false, Opened: true })
                        await TickOne(here, due, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Late(log, fault.GetType().Name);
            }

            due = TickSchedule.Standard.NextAfter(time.GetUtcNow());
            await Task.Delay(due - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero, time, stoppingToken);
        }
    }

    // One organisation's fault must not keep the others waiting. After days without a service, each missed close has the tick of its own moment before it; today's tick
    // first would leave them none, and taps would climb past units that could have shown them.
    private async Task TickOne(OrganisationNow here, DateTimeOffset due, CancellationToken stop)
    {
        try
        {
            await close.RunDue(here, stop);
            await tick.Run(here.Organisation.Ods, due, stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Late(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Since the last tick some taps could not be counted ({Faults}); their senders were asked to try again")]
    private static partial void NotCounted(ILogger log, string faults);

    [LoggerMessage(LogLevel.Warning, "A tick failed ({Fault}); its pools wait for the next one")]
    private static partial void Late(ILogger log, string fault);
}
