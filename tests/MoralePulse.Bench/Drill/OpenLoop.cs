using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace MoralePulse.Bench.Drill;

/// <summary>
/// Clients that tap at intended instants, whether or not earlier taps have been answered, and send each again, now to the one process and now to the other, until an
/// answer says that it is counted. One in seven is sent once more after that, as by a phone that lost the answer, and one in eleven to both processes at once.
/// </summary>
/// <param name="nodes">The two processes.</param>
/// <param name="draw">The n-th tap.</param>
/// <param name="plan">How many clients, how fast.</param>
internal sealed class OpenLoop(IReadOnlyList<DrillNode> nodes, Func<int, DrillTap> draw, DrillPlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ConcurrentBag<DrillTap> taps = [];
    private readonly ConcurrentBag<Task> sending = [];
    private int next = -1;
    private int acknowledged;
    private int resent;
    private int inFlight;
    private int busy;
    private int toDrop;
    private int dropped;

    /// <summary>Every tap so far.</summary>
    public IReadOnlyCollection<DrillTap> Taps => taps;

    /// <summary>Taps that an answer said are counted.</summary>
    public int Acknowledged => acknowledged;

    /// <summary>Times that a tap was sent again.</summary>
    public int Resent => resent;

    /// <summary>Requests that have no answer yet.</summary>
    public int InFlight => inFlight;

    /// <summary>Answers that said: not now.</summary>
    public int Busy => busy;

    /// <summary>Requests whose connection was dropped right after sending.</summary>
    public int Dropped => dropped;

    /// <summary>Has the next so many requests dropped by their phones right after sending.</summary>
    public void DropNext(int requests) => Interlocked.Add(ref toDrop, requests);

    /// <summary>Taps until told to end; then waits until every tap begun is acknowledged.</summary>
    public async Task Run(CancellationToken end)
    {
        await Task.WhenAll(Enumerable.Range(0, plan.Clients).Select(client => Client(client, end)));
        await Task.WhenAll(sending);
    }

    /// <summary>Sends one tap more, until it is acknowledged.</summary>
    public Task Send(DrillTap tap)
    {
        var at = Interlocked.Increment(ref next);
        return Send(tap, at, new(HashCode.Combine(plan.Seed, at)));
    }

    private async Task Client(int client, CancellationToken end)
    {
        var interval = TimeSpan.FromSeconds(1 / plan.Rate);
        var began = TimeProvider.System.GetTimestamp() + (long)(TimeProvider.System.TimestampFrequency * interval.TotalSeconds * (client % 4) / 4); // six at a time, as at the end of a shift
        for (var n = 0; !end.IsCancellationRequested; n++)
        {
            var wait = (n * interval) - TimeProvider.System.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested) return;
            var at = Interlocked.Increment(ref next);
            sending.Add(Send(draw(at), at, new(HashCode.Combine(plan.Seed, at))));
        }
    }

    private async Task Send(DrillTap tap, int at, Random jitter)
    {
        taps.Add(tap);
        var attempt = 0;
        for (var pause = plan.FirstPause; !await IsCounted(tap, at, attempt, jitter); pause *= 2)
        {
            if (pause > plan.LongestPause) pause = plan.LongestPause;
            await Task.Delay(pause * (0.5 + jitter.NextDouble()));
            Interlocked.Increment(ref resent);
            attempt++;
        }

        tap.Acknowledged = true;
        Interlocked.Increment(ref acknowledged);
        if (at % 7 != 0) return;
        Interlocked.Increment(ref resent);
        await IsCounted(tap, nodes[(at + attempt) % nodes.Count]);
    }

    private async Task<bool> IsCounted(DrillTap tap, int at, int attempt, Random jitter)
    {
        var first = nodes[(at + attempt) % nodes.Count];
        if (at % 11 != 0 || attempt > 0) return await IsCounted(tap, first);
        Interlocked.Increment(ref resent);
        var both = await Task.WhenAll(nodes.OrderBy(_ => jitter.Next()).Select(node => IsCounted(tap, node)));
        return both.Contains(true);
    }

    private async Task<bool> IsCounted(DrillTap tap, DrillNode node)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            if (Volatile.Read(ref toDrop) > 0 && Interlocked.Decrement(ref toDrop) >= 0)
            {
                await DroppedRequest.Send(node.Address, tap);
                Interlocked.Increment(ref dropped);
                return false;
            }

            using var patience = new CancellationTokenSource(Patience);
            using var body = new ByteArrayContent(tap.Body) { Headers = { ContentType = Json } };
            using var answer = await node.Http.PostAsync(new Uri(tap.Path, UriKind.Relative), body, patience.Token);
            if (answer.StatusCode == HttpStatusCode.NoContent) return true;
            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                throw new InvalidOperationException($"A good tap was refused: {answer.StatusCode}, {await answer.Content.ReadAsStringAsync(patience.Token)}");
            Interlocked.Increment(ref busy);
            return false;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or System.Net.Sockets.SocketException or IOException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }
}
