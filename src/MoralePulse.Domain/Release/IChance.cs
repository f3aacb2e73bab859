namespace MoralePulse.Domain.Release;

/// <summary>Chance as an argument, so that a rule can be replayed: a cryptographic generator in the service, a seeded one in tests.</summary>
public interface IChance
{
    /// <summary>A uniform integer from 0 up to, not including, <paramref name="limit"/>.</summary>
    int Below(int limit);
}
