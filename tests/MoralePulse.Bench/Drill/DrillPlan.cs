namespace MoralePulse.Bench.Drill;

/// <summary>How hard a drill is.</summary>
public sealed record DrillPlan
{
    /// <summary>Kills in all: the service and PostgreSQL's postmaster in turn.</summary>
    public int Kills { get; init; } = 10;

    /// <summary>Clients, each tapping at its own instants whatever becomes of the taps before.</summary>
    public int Clients { get; init; } = 32;

    /// <summary>Taps acknowledged between one kill and the next, at least.</summary>
    public int Between { get; init; } = 1000;

    /// <summary>Taps a second and client.</summary>
    public double Rate { get; init; } = 1.5;

    /// <summary>People with passes, each good for one tap: enough for what is intended while the victim is down, too.</summary>
    public int People => (int)(Kills * (Between + (20 * Rate * Clients)));
}
