namespace MoralePulse.Web.Simulation;

/// <summary>
/// How fast the demonstration's clock goes: slowly while boards change, faster through hours in which nobody taps, and ever faster while no board
/// has changed for a while, so that a visitor never waits a minute. With its staff that makes a day of seven to ten minutes.
/// </summary>
internal static class DemonstrationPace
{
    /// <summary>Seconds there for a second here, while boards change.</summary>
    public const double Usual = 40;

    private const double Night = 900;
    private const double Fastest = 3600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(24);
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(15);

    /// <summary>The pace now.</summary>
    /// <param name="sinceRelease">Real time since a board last changed.</param>
    /// <param name="untilNextTap">The clock's own time until somebody taps.</param>
    public static double At(TimeSpan sinceRelease, TimeSpan untilNextTap)
    {
        var impatient = Usual * Math.Pow(1.4, Math.Max(0, (sinceRelease - Patience).TotalSeconds));
        return Math.Clamp(untilNextTap > Gap ? Math.Max(Night, impatient) : impatient, Usual, Fastest);
    }
}
