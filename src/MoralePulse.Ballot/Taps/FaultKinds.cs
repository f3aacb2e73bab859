using System.Collections.Concurrent;

namespace MoralePulse.Ballot.Taps;

/// <summary>
/// Kinds of faults that kept taps from being counted. They are told at the next tick, without a count: a log line of its own would say when somebody tapped.
/// </summary>
internal sealed class FaultKinds
{
    private readonly ConcurrentDictionary<string, byte> kinds = new();

    public void Remember(Exception fault) => kinds.TryAdd(fault.GetType().Name, 0);

    public IReadOnlyList<string> Take()
    {
        var taken = kinds.Keys.Order().ToList();
        foreach (var kind in taken) kinds.TryRemove(kind, out _);
        return taken;
    }
}
