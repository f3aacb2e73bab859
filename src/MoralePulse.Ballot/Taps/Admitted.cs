namespace MoralePulse.Ballot.Taps;

/// <summary>What admission did with a tap.</summary>
public enum Admitted
{
    /// <summary>Spent and counted by this call.</summary>
    Now,

    /// <summary>Its pass was spent before, by this tap sent earlier: it counts already, with its first mood.</summary>
    Before,

    /// <summary>Its unit went for good after it was verified: nothing is spent, and its pass still works.</summary>
    UnitGone,

    /// <summary>A restore from a backup has retired its key after it was verified: nothing is spent, and its pass counts no more.</summary>
    KeyRetired,
}
