using System.Globalization;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Web.SetUp;

namespace MoralePulse.Attack.Tests.Gates;

/// <summary>Measures what the set-up page tells an administrator: boards of some sizes, with some choices of parameters.</summary>
internal static class SetUpFigures
{
    private static readonly int[] Sizes = [150, 400, 1700, 8000];
    private static readonly int[] Ks = [5, 10, 15, 20];
    private static readonly int[] Ps = [4, 5, 8];
    private static readonly int[] Ds = [1, 2, 3];
    private static readonly DateOnly Monday = new(2026, 6, 1);

    /// <summary>Every choice.</summary>
    public static IEnumerable<(int Staff, int Participation, UnitKind Level, ReleaseLimits Limits)> Choices =>
        from staff in Sizes
        from participation in (int[])[25, 55]
        from level in (UnitKind[])[UnitKind.Team, UnitKind.Department]
        from k in Ks
        from p in Ps
        where p <= k
        from d in Ds
        select (staff, participation, level, new ReleaseLimits(k, p, d));

    /// <summary>Measures one: on more trusts where they are small.</summary>
    public static ExpectedBoards Measure(int staff, int participation, UnitKind level, ReleaseLimits limits)
    {
        var seen = Enumerable.Range(1, Math.Clamp(8000 / staff, 2, 8)).Select(seed =>
            Usefulness.Of(TrustRun.Of(GateTrust.Draw(seed, participation / 100.0, staff), Monday, Monday.AddDays(27), limits, level), Monday, limits)).ToList();
        return new(
            staff, participation, level == UnitKind.Team ? "team" : "department", limits.MinimumTaps, limits.ProvenPeople, limits.Dissent,
            Mean(one => one.DepartmentsInFirstWeek, 100), TeamsHave(one => one.TeamsInAWeek), TeamsHave(one => one.TeamsIn28Days), Mean(one => one.Error, 100),
            Mean(one => one.MovesADay, 1) ?? 0, Mean(one => one.MedianWait, 1) ?? 0);

        double? TeamsHave(Func<Usefulness, double> of) => level == UnitKind.Team ? Mean(of, 100) : null;
        double? Mean(Func<Usefulness, double> of, double times) => seen.Select(of).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean) ? null : Math.Round(times * mean, 1);
    }

    /// <summary>A line of the file.</summary>
    public static string Line(ExpectedBoards one) => string.Create(
        CultureInfo.InvariantCulture, $"{one.Staff},{one.Participation},{one.Level},{one.K},{one.P},{one.D},{one.Departments},{one.TeamsAWeek},{one.TeamsIn28Days},{one.Error},{one.MovesADay},{one.WaitHours}");
}
