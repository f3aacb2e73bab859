using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoralePulse.Issuance.Restore;
using Polly.CircuitBreaker;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>Drains the outbox, round after round: mails and cards each by themselves, so that neither waits for the other. It logs no address and nobody's number.</summary>
/// <param name="turn">One notice's turn.</param>
/// <param name="deliveries">The ways that are switched on.</param>
/// <param name="pipelines">Retries, time limits and circuit breakers.</param>
/// <param name="options">How long a round is.</param>
/// <param name="restore">Whether nobody has said yet that the database came from a backup: then nothing is sent.</param>
/// <param name="log">Says what became of notices.</param>
internal sealed partial class NoticeSender(
    OutboxTurn turn, IEnumerable<IDelivery> deliveries, DeliveryPipelines pipelines, NoticeOptions options, UntoldRestore restore, ILogger<NoticeSender> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(deliveries.Select(delivery => Rounds(delivery, stoppingToken)));

    private async Task Rounds(IDelivery delivery, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await restore.Look(stop)) await Round(delivery, stop); // what a backup has in its outbox was sent long ago
            }
            catch (Exception fault)
            {
                if (stop.IsCancellationRequested) return;
                Late(log, fault.GetType().Name);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.RoundSeconds), stop);
        }
    }

    private async Task Round(IDelivery delivery, CancellationToken stop)
    {
        var tried = new List<string>();
        while (await turn.Take(delivery.Cards, tried, (notice, token) => Deliver(delivery, notice, token), stop) is var (id, outcome))
        {
            tried.Add(id);
            var what = delivery.Cards ? "card" : "e-mail";
            if (outcome is DeliveryOutcome.Accepted) Accepted(log, what);
            else if (outcome is DeliveryOutcome.GivenUp { Why: var why }) GivenUp(log, what, why);
            else if (outcome is DeliveryOutcome.Later { Why: var fault }) Later(log, what, fault);
            else if (!delivery.Cards) return; // all mails go to the one server that is left alone
        }
    }

    private async Task<DeliveryOutcome> Deliver(IDelivery delivery, Claimed notice, CancellationToken stop)
    {
        try
        {
            return await pipelines.For(delivery.ServerOf(notice)).ExecuteAsync(async token => await delivery.Attempt(notice, token), stop);
        }
        catch (BrokenCircuitException)
        {
            return new DeliveryOutcome.Paused();
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            return new DeliveryOutcome.Later(fault.GetType().Name); // not its message, which may hold an address
        }
    }

    [LoggerMessage(LogLevel.Information, "A notice was accepted ({What})")]
    private static partial void Accepted(ILogger log, string what);

    [LoggerMessage(LogLevel.Warning, "A notice was given up ({What}): {Why}")]
    private static partial void GivenUp(ILogger log, string what, string why);

    [LoggerMessage(LogLevel.Warning, "A notice waits for another try ({What}, {Fault})")]
    private static partial void Later(ILogger log, string what, string fault);

    [LoggerMessage(LogLevel.Warning, "Notices wait ({Fault}); none is lost")]
    private static partial void Late(ILogger log, string fault);
}
