namespace MoralePulse.Simulation;

/// <summary>What a trial asks of a trust's climate beside what its seed draws. By default nothing: a seed means the same world as ever.</summary>
public sealed record Weather
{
    /// <summary>Seasons and waves as the seed draws them.</summary>
    public static Weather OfTheSeed { get; } = new();

    /// <summary>Neither: what changes from week to week is chance, and who works.</summary>
    public static Weather Still { get; } = new() { Moves = false };

    /// <summary>Whether the trust has its seasons, and it, its departments and its teams their waves. Default: yes.</summary>
    public bool Moves { get; init; } = true;

    /// <summary>Lasting changes that are asked for; those of a unit and of the units above it add up.</summary>
    public IReadOnlyList<LastingChange> Changes { get; init; } = [];
}

/// <summary>From a date on a unit, with everybody below it, feels better or worse.</summary>
/// <param name="Unit">The unit's id.</param>
/// <param name="From">First service date of it.</param>
/// <param name="By">By how much, in standard deviations of a person's day; <see cref="StillWorld.ChangeOfGreen"/> finds it for a share of green.</param>
public sealed record LastingChange(string Unit, DateOnly From, double By);
