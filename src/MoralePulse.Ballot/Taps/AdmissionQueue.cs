using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace MoralePulse.Ballot.Taps;

/// <summary>
/// Gathers the taps that arrive while a commit is under way into the next one. Each is answered after its COMMIT, never before; what does not
/// fit is refused at once, so that memory is bounded.
/// </summary>
/// <param name="admission">Spends and counts a batch.</param>
/// <param name="faults">Remembers what kept a batch from being counted; never what was in it.</param>
internal sealed class AdmissionQueue(Admission admission, FaultKinds faults) : BackgroundService
{
    /// <summary>Taps that may wait, about 1 kB each.</summary>
    public const int Capacity = 4096;

    private const int LargestBatch = 512;
    private const int Writers = 2;

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(Capacity);

    /// <summary>Counts a tap. Null: it was not taken, because too many wait or the database did not answer; the same pass still works.</summary>
    public async Task<Admitted?> Count(AdmittedTap tap)
    {
        var one = new Waiting(tap, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return waiting.Writer.TryWrite(one) ? await one.Done.Task : null;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Write(stoppingToken)));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What was taken is counted before the process ends.
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    private async Task Write(CancellationToken stop)
    {
        var batch = new List<Waiting>(LargestBatch);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < LargestBatch && waiting.Reader.TryRead(out var one)) batch.Add(one);
            if (batch.Count > 0) await Write(batch, stop);
            batch.Clear();
        }
    }

    private async Task Write(List<Waiting> batch, CancellationToken stop)
    {
        try
        {
            var admitted = await admission.Admit([.. batch.Select(one => one.Tap)], stop);
            for (var at = 0; at < batch.Count; at++) batch[at].Done.SetResult(admitted[at]);
        }
        catch (Exception fault) when (batch.Count > 1 && !Tree.DatabaseRetry.IsTransient(fault) && fault is not OperationCanceledException)
        {
            // One bad tap must not take the others with it.
            foreach (var one in batch) await Write([one], stop);
        }
        catch (Exception fault)
        {
            faults.Remember(fault);
            foreach (var one in batch) one.Done.SetResult(null);
        }
    }

    private sealed record Waiting(AdmittedTap Tap, TaskCompletionSource<Admitted?> Done);
}
