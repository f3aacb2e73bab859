using System.Net;

namespace MoralePulse.Bench.Drill;

/// <summary>
/// Clients that tap at intended instants, whether or not earlier taps have been answered, and send each again until an answer says that it is counted; one in
/// seven is sent once more after that, as by a phone that lost the answer.
/// </summary>
/// <param name="taps">What they send, each once as a tap.</param>
/// <param name="plan">How many clients, how fast.</param>
internal sealed class OpenLoop(IReadOnlyList<DrillTap> taps, DrillPlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly List<Task> sending = [];
    private int next = -1;
    private int acknowledged;
    private int resent;
    private int inFlight;

    /// <summary>Taps that an answer said are counted.</summary>
    public int Acknowledged => acknowledged;

    /// <summary>Times that a tap was sent again.</summary>
    public int Resent => resent;

    /// <summary>Requests that have no answer yet.</summary>
    public int InFlight => inFlight;

    /// <summary>Taps until told to end; then waits until every tap begun is acknowledged.</summary>
    public async Task Run(CancellationToken end)
    {
        await Task.WhenAll(Enumerable.Range(0, plan.Clients).Select(client => Client(client, end)));
        await Task.WhenAll(sending);
    }

    private async Task Client(int client, CancellationToken end)
    {
        var interval = TimeSpan.FromSeconds(1 / plan.Rate);
        var began = TimeProvider.System.GetTimestamp() + (long)(TimeProvider.System.TimestampFrequency * interval.TotalSeconds * (client % 4) / 4); // eight at a time, as at the end of a shift
        for (var n = 0; !end.IsCancellationRequested; n++)
        {
            var wait = (n * interval) - TimeProvider.System.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested) return;
            var at = Interlocked.Increment(ref next);
            if (at >= taps.Count) throw new InvalidOperationException("The drill ran out of passes: the service was down for too long.");
            lock (sending) sending.Add(Send(taps[at], again: at % 7 == 0, new(at)));
        }
    }

    private async Task Send(DrillTap tap, bool again, Random jitter)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); !await IsCounted(tap); pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause * (0.5 + jitter.NextDouble()));
            Interlocked.Increment(ref resent);
        }

        tap.Acknowledged = true;
        Interlocked.Increment(ref acknowledged);
        if (!again) return;
        Interlocked.Increment(ref resent);
        await IsCounted(tap);
    }

    private async Task<bool> IsCounted(DrillTap tap)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var answer = await tap.Phone.Tap(DrillStaff.Ods, tap.Date, tap.Place, tap.Mood, patience.Token);
            return answer.StatusCode switch
            {
                HttpStatusCode.NoContent => true,
                HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => false,
                var other => throw new InvalidOperationException($"A good tap was refused: {other}, {await answer.Content.ReadAsStringAsync(patience.Token)}"),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }
}
