namespace MoralePulse.Domain.Trends;

/// <summary>Where a point lies from its group's average.</summary>
public enum Side
{
    /// <summary>Below it.</summary>
    Below = -1,

    /// <summary>Exactly on it.</summary>
    On = 0,

    /// <summary>Above it.</summary>
    Above = 1,
}
