namespace MoralePulse.Attack.Tests.Watching;

/// <summary>A tap that may be in a block.</summary>
/// <param name="Tap">Its number.</param>
/// <param name="Chance">How likely it is in the block.</param>
/// <param name="At">When it came to the pool: when it was sent, or when it was lifted there.</param>
/// <param name="IsLifted">Whether it came from a pool below.</param>
/// <param name="IsHeld">Whether it certainly was in a pool that failed a check (<see cref="FailedChecks"/>).</param>
internal sealed record Suspect(int Tap, double Chance, DateTimeOffset At, bool IsLifted, bool IsHeld);

/// <summary>A block with the taps that may be in it, in the order in which they came.</summary>
/// <param name="Block">The block.</param>
/// <param name="All">The taps; their chances sum to the block's taps.</param>
/// <param name="Failed">The check that its pool has certainly failed before; null where that is not certain.</param>
internal sealed record Suspects(SeenBlock Block, IReadOnlyList<Suspect> All, FailedCheck? Failed)
{
    /// <summary>Whether everything that may be in the block is.</summary>
    public bool IsWhole => All.Count == Block.Counts.Total;
}
