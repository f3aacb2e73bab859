namespace MoralePulse.Bench.Drill;

/// <summary>The machine's clock with jumps, as an administrator or a time server makes them: what time it is jumps, waits do not.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long offset;

    /// <summary>How far it is ahead of the machine's.</summary>
    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref offset));
        set => Interlocked.Exchange(ref offset, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
