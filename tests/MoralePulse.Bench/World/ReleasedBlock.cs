using MoralePulse.Domain.Release;

namespace MoralePulse.Bench.World;

/// <summary>A released block as the database would have it.</summary>
/// <param name="Home">Whose pool it was.</param>
/// <param name="Path">Ids of the units that it counts for, its home's first.</param>
/// <param name="Date">Local date of the release.</param>
/// <param name="Counts">Its taps by mood.</param>
/// <param name="At">The tick of its release.</param>
/// <param name="Waits">How long each of its taps has waited: what no database keeps.</param>
public sealed record ReleasedBlock(Home Home, IReadOnlyList<string> Path, DateOnly Date, PoolCounts Counts, DateTimeOffset At, IReadOnlyList<TimeSpan> Waits);
