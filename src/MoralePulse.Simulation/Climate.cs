namespace MoralePulse.Simulation;

/// <summary>
/// How a place feels over time: slow waves of the whole trust, of departments and of teams, and in every half year one clear dip and one clear
/// improvement of the whole. Any date can be asked for alone. Unit: standard deviations of a person's day.
/// </summary>
internal static class Climate
{
    /// <summary>Days after which dip and improvement come again.</summary>
    public const int HalfYear = 182;

    private const double Dip = -0.75;
    private const double Improvement = 0.6;

    /// <summary>The trust as a whole.</summary>
    public static double Of(int seed, DateOnly date) => Season(seed, date) + 0.1 * Wave(seed, Purpose.OrganisationMood, 0, date, 28);

    /// <summary>A department, beside the trust.</summary>
    public static double OfDepartment(int seed, int department, DateOnly date) => 0.3 * Wave(seed, Purpose.DepartmentMood, department, date, 21);

    /// <summary>A team, beside its department.</summary>
    public static double OfTeam(int seed, int team, DateOnly date) => 0.35 * Wave(seed, Purpose.TeamMood, team, date, 14);

    /// <summary>Three bad weeks, and two good months that begin within a week and fade slowly.</summary>
    private static double Season(int seed, DateOnly date)
    {
        var day = (date.DayNumber + Draws.Of(seed, (long)Purpose.Season).Below(HalfYear)) % HalfYear;
        return Dip * Plateau(day, from: 35, to: 56, rise: 5, fall: 5) + Improvement * Plateau(day, from: 100, to: 150, rise: 6, fall: 25);
    }

    private static double Plateau(int day, int from, int to, int rise, int fall) =>
        Math.Clamp(Math.Min((day - from + rise) / (double)rise, (to + fall - day) / (double)fall), 0, 1);

    // Normal numbers at knots, smoothly joined.
    private static double Wave(int seed, Purpose purpose, int of, DateOnly date, int knotDays)
    {
        var (knot, past) = Math.DivRem(date.DayNumber, knotDays);
        var share = past / (double)knotDays;
        var smooth = share * share * (3 - 2 * share);
        double At(int k) => Draws.Of(seed, (long)purpose, of, k).Normal();
        return At(knot) * (1 - smooth) + At(knot + 1) * smooth;
    }
}
