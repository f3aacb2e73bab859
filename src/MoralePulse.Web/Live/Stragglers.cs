using Microsoft.AspNetCore.SignalR;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Live;

/// <summary>
/// Pushes to everybody who watches a figure, and waits for nobody: who does not take what is pushed is dropped after a while, so that what piles up for her is bounded, and the
/// boards beside her are told meanwhile. A board that was dropped connects again and begins with a snapshot.
/// </summary>
/// <param name="hub">The hub.</param>
/// <param name="watchers">Who watches here.</param>
/// <param name="time">The server's time.</param>
internal sealed class Stragglers(IHubContext<PulseHub, IPulseWatcher> hub, Watchers watchers, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Hands a pulse to each connection's own queue. What goes wrong with one of them is that one's end, and nobody's fault.</summary>
    public void Push(WatchedScope group, Pulse pulse)
    {
        var pushed = hub.Clients.Group(group.Name).PulseChanged(pulse);
        if (!pushed.IsCompletedSuccessfully) _ = Find(group, pulse, pushed);
    }

    // The hub does not say which of a group keeps it waiting. Each is asked by the same pulse once more: a whole snapshot does no harm twice.
    private async Task Find(WatchedScope group, Pulse pulse, Task pushed)
    {
        if (await IsTaken(pushed)) return;
        await Task.WhenAll(watchers.All[group.Ods].Where(watcher => watcher.Watching.ContainsKey(group) && watcher.Suspect()).Select(async watcher =>
        {
            if (!await IsTaken(hub.Clients.Client(watcher.Context.ConnectionId).PulseChanged(pulse))) watcher.Drop();
            watcher.Trust();
        }));
    }

    private async Task<bool> IsTaken(Task pushed)
    {
        try
        {
            await pushed.WaitAsync(Patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return true; // the connection has ended by itself
        }
    }
}
