using MoralePulse.Domain.Taps;

namespace MoralePulse.Domain.Release;

/// <summary>Three mood sums, in taps.</summary>
/// <param name="Green">Taps of green.</param>
/// <param name="Amber">Taps of amber.</param>
/// <param name="Red">Taps of red.</param>
public readonly record struct PoolCounts(int Green = 0, int Amber = 0, int Red = 0)
{
    /// <summary>All taps.</summary>
    public int Total => Green + Amber + Red;

    /// <summary>Taps of the commonest mood.</summary>
    public int LargestMood => Math.Max(Green, Math.Max(Amber, Red));

    /// <summary>One tap.</summary>
    public static PoolCounts Of(Mood mood) => mood switch
    {
        Mood.Green => new(1, 0, 0),
        Mood.Amber => new(0, 1, 0),
        _ => new(0, 0, 1),
    };

    /// <summary>Sums mood by mood.</summary>
    public static PoolCounts operator +(PoolCounts left, PoolCounts right) =>
        new(left.Green + right.Green, left.Amber + right.Amber, left.Red + right.Red);

    /// <summary>Sums mood by mood.</summary>
    public static PoolCounts Add(PoolCounts left, PoolCounts right) => left + right;
}

/// <summary>What a rule may know of a pool.</summary>
/// <param name="Home">Whose pool it is.</param>
/// <param name="Counts">Unreleased taps by mood.</param>
/// <param name="ProvenPeople">Fewest people who can have sent them: the most taps of one service date, or the most week passes of one week.</param>
/// <param name="Target">The secret size that it must reach before it is looked at.</param>
/// <param name="Held">How many of its taps were in a pool when that failed a check: none of them may be released without k others; 0 where none was.</param>
/// <param name="NonEmptySince">The local date on which it last became non-empty; null while it is empty.</param>
public sealed record Pool(Home Home, PoolCounts Counts, int ProvenPeople, int Target, int Held, DateOnly? NonEmptySince);
