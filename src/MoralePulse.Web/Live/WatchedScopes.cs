using System.Collections.Concurrent;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Live;

/// <summary>A unit's or cohort's pulse in an organisation.</summary>
/// <param name="Ods">The organisation.</param>
/// <param name="Scope">The unit or cohort.</param>
public sealed record WatchedScope(Ods Ods, PulseScope Scope)
{
    /// <summary>The hub's group.</summary>
    public string Name => $"{Ods}/{Scope.Name}";
}

/// <summary>Which pulse this node last told its watchers.</summary>
/// <param name="Date">The organisation's date.</param>
/// <param name="Version">Releases so far.</param>
public readonly record struct ToldPulse(DateOnly Date, long Version);

/// <summary>
/// What anybody has watched on this node, and what they were told last. Nothing is forgotten when a watcher leaves: there are no more of these
/// than units, and a push to nobody costs nothing.
/// </summary>
public sealed class WatchedScopes
{
    private readonly ConcurrentDictionary<WatchedScope, ToldPulse> told = new();

    /// <summary>Everything watched so far, by organisation.</summary>
    public ILookup<Ods, PulseScope> All => told.Keys.ToLookup(watched => watched.Ods, watched => watched.Scope);

    /// <summary>What was told last of something that is watched.</summary>
    public ToldPulse LastTold(WatchedScope scope) => told[scope];

    /// <summary>Begins with a snapshot: every release after it is told.</summary>
    public void Begin(WatchedScope scope, Pulse snapshot) => told.TryAdd(scope, new(snapshot.Date, snapshot.Version));

    /// <summary>Remembers what was told.</summary>
    public void Tell(WatchedScope scope, Pulse pulse) => told[scope] = new(pulse.Date, pulse.Version);
}
