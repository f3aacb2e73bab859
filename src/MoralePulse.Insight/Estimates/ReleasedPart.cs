namespace MoralePulse.Insight.Estimates;

/// <summary>One measure in a unit's released blocks of the window: the sums that a pooled estimate needs, so that the database adds them up and no block leaves it.</summary>
/// <param name="Taps">Taps in its blocks.</param>
/// <param name="TapsSquared">Sum over its blocks of taps squared.</param>
/// <param name="Part">Taps of the measured mood.</param>
/// <param name="PartSquared">Sum over its blocks of taps of that mood squared.</param>
/// <param name="PartByTaps">Sum over its blocks of taps of that mood times taps.</param>
public readonly record struct ReleasedPart(long Taps, double TapsSquared, long Part, double PartSquared, double PartByTaps)
{
    /// <summary>The sums of some blocks.</summary>
    /// <param name="blocks">For each block its taps of the measured mood, and all its taps.</param>
    public static ReleasedPart Of(IEnumerable<(int Part, int Taps)> blocks) => blocks.Aggregate(default(ReleasedPart), (sums, block) => new(
        sums.Taps + block.Taps, sums.TapsSquared + (double)block.Taps * block.Taps,
        sums.Part + block.Part, sums.PartSquared + (double)block.Part * block.Part, sums.PartByTaps + (double)block.Part * block.Taps));

    /// <summary>The measured mood's share of its taps, 0 to 1.</summary>
    public double Share => Part / (double)Taps;

    /// <summary>How far its blocks lie from its own share: squares of taps too many or too few, summed.</summary>
    public double Scatter => Math.Max(0, PartSquared - 2 * Share * PartByTaps + Share * Share * TapsSquared);

    /// <summary>What that would be on average if taps fell into blocks by chance alone.</summary>
    public double ScatterByChance => (Taps - TapsSquared / Taps) * Share * (1 - Share);
}

/// <summary>A unit whose blocks tell how units of its kind differ.</summary>
/// <param name="Own">Its own blocks.</param>
/// <param name="ParentTaps">Taps in its parent's blocks, its own among them.</param>
/// <param name="ParentPart">Those of the measured mood.</param>
public readonly record struct PooledUnit(ReleasedPart Own, long ParentTaps, long ParentPart)
{
    /// <summary>Its parent's share, 0 to 1.</summary>
    public double ParentShare => ParentPart / (double)ParentTaps;
}
