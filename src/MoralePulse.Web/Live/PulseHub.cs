using Microsoft.AspNetCore.SignalR;
using MoralePulse.Domain.Access;
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
public sealed class PulseHub(PulseReader pulses, WatchedScopes watched) : Hub<IPulseWatcher>
{
    private const int MostWatched = 500;
    private const string ViewerKey = "viewer";
    private const string WatchingKey = "watching";

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        // The directory is asked when somebody connects: a role that is taken away ends with the connection, at the latest with the cookie.
        if (Context.GetHttpContext()?.Features.Get<Viewer>() is not { } viewer) throw new HubException("Please sign in.");
        Context.Items[ViewerKey] = viewer;
        Context.Items[WatchingKey] = new HashSet<WatchedScope>();
        return Task.CompletedTask;
    }

    /// <summary>Starts to watch a unit, or <c>cohort:{kind}:{code}</c>; answers with a snapshot.</summary>
    /// <exception cref="HubException">Unknown, or not for this viewer's eyes.</exception>
    public async Task Watch(string id)
    {
        var viewer = (Viewer)Context.Items[ViewerKey]!;
        var here = await pulses.Tree.Find(viewer.Ods, Context.ConnectionAborted) ?? throw new HubException("Your organisation is not known.");
        var scope = PulseScope.Find(id ?? "", here.Organisation);
        if (scope is null || !viewer.MaySee(scope, here.Organisation)) throw new HubException("You can't see this figure.");
        var group = new WatchedScope(viewer.Ods, scope);
        var watching = (HashSet<WatchedScope>)Context.Items[WatchingKey]!;
        if (watching.Count >= MostWatched && !watching.Contains(group)) throw new HubException("That is more than one page can watch.");
        watching.Add(group);

        // Joined before the snapshot is read: a release in between is seen twice rather than never.
        await Groups.AddToGroupAsync(Context.ConnectionId, group.Name, Context.ConnectionAborted);
        var snapshot = (await pulses.Read(here, [scope], Context.ConnectionAborted))[scope];
        await Clients.Caller.PulseChanged(snapshot);
        watched.Begin(group, snapshot);
    }

    /// <summary>Stops watching.</summary>
    public async Task Unwatch(string id)
    {
        var viewer = (Viewer)Context.Items[ViewerKey]!;
        var here = await pulses.Tree.Find(viewer.Ods, Context.ConnectionAborted);
        if (here is null || PulseScope.Find(id ?? "", here.Organisation) is not { } scope) return;
        var group = new WatchedScope(viewer.Ods, scope);
        ((HashSet<WatchedScope>)Context.Items[WatchingKey]!).Remove(group);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, group.Name, Context.ConnectionAborted);
    }
}
