using MoralePulse.Domain.Release;

namespace MoralePulse.Domain.Tests.Release;

/// <summary>Chance that can be replayed.</summary>
internal sealed class SeededChance(int seed) : IChance
{
    private readonly Random random = new(seed);

    public int Below(int limit) => random.Next(limit);
}
