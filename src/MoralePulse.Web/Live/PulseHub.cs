using Microsoft.AspNetCore.SignalR;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Live;

/// <summary>What the server tells a watcher.</summary>
public interface IPulseWatcher
{
    /// <summary>A whole pulse; of two, the one with the newer (date, version) counts.</summary>
    Task PulseChanged(Pulse pulse);
}

/// <summary><c>/hubs/pulse</c>: a snapshot when somebody starts to watch, then every release.</summary>
/// <param name="pulses">Reads pulses.</param>
/// <param name="watched">What anybody watches on this node.</param>
/// <param name="watchers">Who is connected to this node.</param>
/// <param name="sight">What they may see.</param>
public sealed class PulseHub(PulseReader pulses, WatchedScopes watched, Watchers watchers, Sight sight) : Hub<IPulseWatcher>
{
    private const int MostWatched = 500;

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        if (Context.GetHttpContext()?.Items[typeof(Admitted)] is not Admitted admitted) throw new HubException("Please sign in.");
        watchers.Begin(new(Context, admitted.Who, admitted.Until));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.End(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>Starts to watch a unit, or <c>cohort:{kind}:{code}</c>; answers with a snapshot.</summary>
    /// <exception cref="HubException">Unknown, or not for this viewer's eyes.</exception>
    public async Task Watch(string id)
    {
        var watcher = watchers.Of(Context.ConnectionId);
        var here = await pulses.Tree.Find(watcher.Ods, Context.ConnectionAborted) ?? throw new HubException("Your organisation is not known.");

        // Rights are asked each time, since a connection may outlive a role or a link; what she watches already is looked at by WatchRights.
        if (await sight.Of(watcher.Who, Context.ConnectionAborted) is not { } maySee) throw new HubException("Please sign in.");
        var scope = PulseScope.Find(id ?? "", here.Organisation);
        if (scope is null || !maySee(scope, here.Organisation)) throw new HubException("You can't see this figure.");
        var group = new WatchedScope(watcher.Ods, scope);
        if (watcher.Watching.Count >= MostWatched && !watcher.Watching.ContainsKey(group)) throw new HubException("That is more than one page can watch.");
        watcher.Watching[group] = 0;

        // Joined before the snapshot is read: a release in between is seen twice rather than never.
        await Groups.AddToGroupAsync(Context.ConnectionId, group.Name, Context.ConnectionAborted);
        var snapshot = (await pulses.Read(here, [scope], Context.ConnectionAborted))[scope];
        await Clients.Caller.PulseChanged(snapshot);
        watched.Begin(group, snapshot);
    }

    /// <summary>Stops watching.</summary>
    public async Task Unwatch(string id)
    {
        var watcher = watchers.Of(Context.ConnectionId);
        var here = await pulses.Tree.Find(watcher.Ods, Context.ConnectionAborted);
        if (here is null || PulseScope.Find(id ?? "", here.Organisation) is not { } scope) return;
        var group = new WatchedScope(watcher.Ods, scope);
        watcher.Watching.TryRemove(group, out _);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, group.Name, Context.ConnectionAborted);
    }
}
