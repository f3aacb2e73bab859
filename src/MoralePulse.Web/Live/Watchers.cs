using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.Live;

/// <summary>Who may open a connection to the hub: among the items of the request that opens it.</summary>
/// <param name="Who">Whose it will be.</param>
/// <param name="Until">As a <see cref="Watcher"/>'s.</param>
internal sealed record Admitted(Onlooker Who, DateTimeOffset? Until);

/// <summary>An open connection to the hub, whose it is, and what it watches.</summary>
/// <param name="Context">The connection.</param>
/// <param name="Who">Whose it is.</param>
/// <param name="Until">When the cookie that opened it is over; another page may have renewed it since. Null for a wall display.</param>
public sealed record Watcher(HubCallerContext Context, Onlooker Who, DateTimeOffset? Until)
{
    /// <summary>The organisation.</summary>
    public Ods Ods => Who.Ods;

    /// <summary>What it watches; looked at by the connection itself and by whoever checks rights.</summary>
    internal ConcurrentDictionary<WatchedScope, byte> Watching { get; } = new();

    private int suspected;

    /// <summary>Begins to find out whether it takes what is pushed; false where somebody is at it.</summary>
    internal bool Suspect() => Interlocked.Exchange(ref suspected, 1) == 0;

    /// <summary>It does, or is gone.</summary>
    internal void Trust() => Interlocked.Exchange(ref suspected, 0);

    /// <summary>Ends the connection, and lets the page come back with the cookie that it has now.</summary>
    internal void AskAgain() => Context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    /// <summary>Ends the connection under it: the hub alone would wait until what it wrote has been taken.</summary>
    internal void Drop()
    {
        Context.Abort();
        Context.GetHttpContext()?.Abort();
    }
}

/// <summary>The connections that are open on this node.</summary>
public sealed class Watchers
{
    private readonly ConcurrentDictionary<string, Watcher> open = new();

    /// <summary>Everybody, by organisation.</summary>
    internal ILookup<Ods, Watcher> All => open.Values.ToLookup(watcher => watcher.Ods);

    /// <summary>A connection of this id.</summary>
    internal Watcher Of(string connectionId) => open[connectionId];

    /// <summary>A connection opened.</summary>
    internal void Begin(Watcher watcher) => open[watcher.Context.ConnectionId] = watcher;

    /// <summary>It closed.</summary>
    internal void End(string connectionId) => open.TryRemove(connectionId, out _);
}
