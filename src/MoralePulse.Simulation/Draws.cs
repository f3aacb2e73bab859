using MoralePulse.Domain.Release;

namespace MoralePulse.Simulation;

/// <summary>What a draw is for, so that two draws about the same person and day are independent.</summary>
internal enum Purpose
{
    TeamSize,
    TeamNature,
    Person,
    Leave,
    Participation,
    Tap,
    Season,
    OrganisationMood,
    DepartmentMood,
    TeamMood,
    PersonMood,
}

/// <summary>
/// A stream of seeded chance (SplitMix64). Streams are named by numbers, not drawn one after another, so that any day of a simulated world can be
/// made alone. Its algorithm is ours, so that a seed means the same world on every version of the framework.
/// </summary>
public sealed class Draws : IChance
{
    private ulong state;

    private Draws(ulong state) => this.state = state;

    /// <summary>The stream of a name: the same numbers give the same stream.</summary>
    public static Draws Of(params ReadOnlySpan<long> name)
    {
        var state = 0x6A09E667F3BCC908UL;
        foreach (var part in name) state = Mix(state ^ (ulong)part) + 0x9E3779B97F4A7C15UL;
        return new(state);
    }

    /// <inheritdoc/>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return (int)Math.BigMul(Next(), (ulong)limit, out _); // biased by less than 2^-32
    }

    /// <summary>Uniform from 0 up to, not including, 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something of a probability happens.</summary>
    public bool Happens(double probability) => Uniform() < probability;

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>One of some choices, by weight.</summary>
    public T OneOf<T>(IReadOnlyList<(T Choice, double Weight)> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var left = Uniform() * choices.Sum(choice => choice.Weight);
        foreach (var (choice, weight) in choices)
        {
            left -= weight;
            if (left < 0) return choice;
        }

        return choices[^1].Choice;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        return Mix(state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
