namespace MoralePulse.Bench.Drill.Wire;

/// <summary>Whose COMMIT is waited for.</summary>
internal enum Work
{
    /// <summary>Of anything else.</summary>
    Other,

    /// <summary>Of an admission: it has spent passes.</summary>
    Admission,

    /// <summary>Of a tick: it has claimed its moment.</summary>
    Tick,
}

/// <summary>A connection that is to be cut, once, at the next COMMIT of some work.</summary>
/// <param name="work">Whose.</param>
/// <param name="afterwards">Whether PostgreSQL commits before the cut, and only the answer is lost.</param>
internal sealed class WireCut(Work work, bool afterwards)
{
    private readonly TaskCompletionSource made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;

    public bool Afterwards => afterwards;

    /// <summary>Ends when the connection has been cut.</summary>
    public Task Made => made.Task;

    /// <summary>Whether the connection that asks is the one that is cut.</summary>
    public bool Takes(Work at) => at == work && Interlocked.Exchange(ref taken, 1) == 0;

    /// <summary>The COMMIT was not what it was cut for: another one will do.</summary>
    public void GiveBack() => Interlocked.Exchange(ref taken, 0);

    public void SetMade() => made.TrySetResult();
}
