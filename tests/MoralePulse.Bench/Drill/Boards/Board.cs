using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR.Client;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Bench.Drill.Boards;

/// <summary>A live board that reads, connects again whatever happens, and keeps the newest pulse of each unit that it watches.</summary>
internal sealed class Board : IAsyncDisposable
{
    private readonly HubConnection hub;
    private readonly IReadOnlyList<string> units;
    private readonly ConcurrentDictionary<string, Pulse> newest = new();
    private int frames;

    private Board(HubConnection hub, IReadOnlyList<string> units)
    {
        (this.hub, this.units) = (hub, units);
        hub.On<Pulse>("PulseChanged", pulse =>
        {
            Interlocked.Increment(ref frames);
            newest.AddOrUpdate(pulse.Unit, pulse, (_, had) => (pulse.Date, pulse.Version).CompareTo((had.Date, had.Version)) > 0 ? pulse : had);
        });
        hub.Reconnected += _ => Watch();
    }

    /// <summary>Frames so far.</summary>
    public int Frames => frames;

    /// <summary>The newest pulse of each unit.</summary>
    public IReadOnlyDictionary<string, Pulse> Newest => newest;

    /// <summary>Opens one.</summary>
    /// <param name="service">Where.</param>
    /// <param name="cookie">Who watches.</param>
    /// <param name="units">What she watches.</param>
    public static async Task<Board> Open(Uri service, string cookie, IReadOnlyList<string> units)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(service, "/hubs/pulse"), options => options.Headers["Cookie"] = cookie).WithAutomaticReconnect(new Always()).Build();
        var board = new Board(hub, units);
        await hub.StartAsync();
        await board.Watch();
        return board;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    // As a page does: it asks again until it is told.
    private async Task Watch()
    {
        foreach (var unit in units)
        {
            while (hub.State == HubConnectionState.Connected)
            {
                try
                {
                    await hub.InvokeAsync("Watch", unit);
                    break;
                }
                catch (Exception fault) when (fault is Microsoft.AspNetCore.SignalR.HubException or InvalidOperationException or IOException or OperationCanceledException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(200));
                }
            }
        }
    }

    private sealed class Always : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(200);
    }
}
