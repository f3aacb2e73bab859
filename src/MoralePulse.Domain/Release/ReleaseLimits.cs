namespace MoralePulse.Domain.Release;

/// <summary>An organisation's release parameters. Construction refuses any below the floors. Source: docs/anonymity.md, "The tick".</summary>
public sealed record ReleaseLimits
{
    /// <summary>Lowest k that anybody may set.</summary>
    public const int MinimumTapsFloor = 5;

    /// <summary>Lowest p that anybody may set.</summary>
    public const int ProvenPeopleFloor = 4;

    /// <summary>Lowest d that anybody may set.</summary>
    public const int DissentFloor = 1;

    /// <summary>A unit or staff group smaller than this, or than k, is no home; nor can an organisation this small open.</summary>
    public const int SmallestHome = 10;

    /// <summary>One check in this many is held back although it passed, so that a release that did not come proves nothing.</summary>
    public const int DecoyOneIn = 10;

    /// <summary>Limits at or above the floors.</summary>
    /// <param name="minimumTaps">Fewest taps in a block (k).</param>
    /// <param name="provenPeople">Fewest people proven different in a block (p).</param>
    /// <param name="dissent">Fewest taps outside a block's largest mood (d).</param>
    /// <exception cref="ArgumentOutOfRangeException">Below a floor, or p above k, or d at or above k.</exception>
    public ReleaseLimits(int minimumTaps = 10, int provenPeople = 5, int dissent = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumTaps, MinimumTapsFloor);
        ArgumentOutOfRangeException.ThrowIfLessThan(provenPeople, ProvenPeopleFloor);
        ArgumentOutOfRangeException.ThrowIfLessThan(dissent, DissentFloor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(provenPeople, minimumTaps);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dissent, minimumTaps);
        (MinimumTaps, ProvenPeople, Dissent) = (minimumTaps, provenPeople, dissent);
    }

    /// <summary>k, in taps.</summary>
    public int MinimumTaps { get; }

    /// <summary>p, in people.</summary>
    public int ProvenPeople { get; }

    /// <summary>d, in taps.</summary>
    public int Dissent { get; }

    /// <summary>Fewest people of a unit or staff group that has a pool of its own: max(10, k).</summary>
    public int HomeHeadcount => Math.Max(SmallestHome, MinimumTaps);

    /// <summary>A fresh secret target: k + uniform integer 0..floor(k/2).</summary>
    public int DrawTarget(IChance chance) => MinimumTaps + chance.Below(MinimumTaps / 2 + 1);
}
