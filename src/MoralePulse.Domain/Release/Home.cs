namespace MoralePulse.Domain.Release;

/// <summary>What kind of pool a tap is counted in.</summary>
public enum HomeKind
{
    /// <summary>A unit's pool.</summary>
    Unit,

    /// <summary>The organisation's live pool, which moves its board quickly.</summary>
    Live,

    /// <summary>A staff group's pool, across the organisation.</summary>
    StaffGroup,

    /// <summary>A shift's pool, across the organisation.</summary>
    Shift,
}

/// <summary>The one pool that a tap is counted in, drawn at random once, never by mood.</summary>
/// <param name="Kind">Kind of pool.</param>
/// <param name="Code">The unit's id, the cohort's code; empty for the live pool.</param>
public readonly record struct Home(HomeKind Kind, string Code)
{
    /// <summary>The organisation's live pool.</summary>
    public static Home Live { get; } = new(HomeKind.Live, "");

    /// <summary>A unit's pool.</summary>
    public static Home OfUnit(string id) => new(HomeKind.Unit, id);

    /// <summary>Live and cohort pools are children of the organisation.</summary>
    public bool IsUnit => Kind == HomeKind.Unit;
}
