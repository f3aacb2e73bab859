using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Gates;

/// <summary>What people had from their boards in four weeks. Shares are from 0 to 1.</summary>
/// <param name="DepartmentsInFirstWeek">Share of departments with a figure in the first week.</param>
/// <param name="TeamsInAWeek">Share of weeks in which a team of twelve or more had a figure of that week.</param>
/// <param name="TeamsIn28Days">Share of teams of twelve or more with a figure within 28 days.</param>
/// <param name="Error">Mean distance of a department's weekly share of green from what was tapped there in that week.</param>
/// <param name="MovesADay">Releases a day: each moves the organisation's figures, though several may come at one tick.</param>
/// <param name="MedianLiveWait">Median time that taps of live blocks waited, in hours.</param>
/// <param name="MedianWait">The same of all released taps.</param>
/// <param name="WithinTwoHours">Share of released taps that moved the organisation's figures within two hours: what makes its board live.</param>
/// <param name="CohortsIn28Days">Share of staff groups and shifts that have a pool, with a figure within 28 days.</param>
internal sealed record Usefulness(
    double DepartmentsInFirstWeek, double TeamsInAWeek, double TeamsIn28Days, double Error, double MovesADay, double MedianLiveWait, double MedianWait, double WithinTwoHours, double CohortsIn28Days)
{
    private const int Weeks = 4;
    private const int LargeTeam = 12;
    private static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    /// <summary>Reads it from a run of 28 days.</summary>
    /// <param name="run">The run.</param>
    /// <param name="monday">Its first date.</param>
    /// <param name="limits">Its release parameters.</param>
    public static Usefulness Of(TrustRun run, DateOnly monday, ReleaseLimits limits)
    {
        var departments = run.Tree.ChildrenOf(run.Tree.Root.Id).ToList();
        var alone = OnePersonTeams(run, monday);
        var teams = run.Tree.All.Where(unit => unit.Kind == UnitKind.Team && unit.Headcount >= Math.Max(LargeTeam, limits.HomeHeadcount) && !alone.Contains(unit.Id)).ToList();
        var figures = run.Blocks.SelectMany(block => block.Path.Select(unit => (unit, WeekOf(block)))).ToHashSet();
        bool Has(Unit unit, int week) => figures.Contains((unit.Id, week));

        var errors = departments.SelectMany(unit => Enumerable.Range(0, Weeks).Where(week => Has(unit, week)).Select(week => Distance(unit, week)));
        var groups = run.Trust.People.GroupBy(person => person.StaffGroup).Where(group => run.Homes.Has(new(HomeKind.StaffGroup, group.Key))).Select(group => new Home(HomeKind.StaffGroup, group.Key));
        var shifts = ShiftPattern.Defaults.Select(shift => new Home(HomeKind.Shift, shift.Code)).Where(run.Homes.Has);
        var released = run.Blocks.Select(block => block.Home).ToHashSet();
        return new(
            departments.Average(unit => Has(unit, 0) ? 1.0 : 0),
            Share(teams.SelectMany(team => Enumerable.Range(0, Weeks).Select(week => Has(team, week)))),
            Share(teams.Select(team => Enumerable.Range(0, Weeks).Any(week => Has(team, week)))),
            errors.DefaultIfEmpty(double.NaN).Average(),
            run.Blocks.Count / (7.0 * Weeks),
            Median(run.Blocks.Where(block => block.Home == Home.Live)),
            Median(run.Blocks),
            Share(run.Blocks.SelectMany(block => block.Waits).Select(wait => wait <= Soon)),
            Share(groups.Concat(shifts).Select(released.Contains)));

        int WeekOf(ReleasedBlock block) => (block.Date.DayNumber - monday.DayNumber) / 7;
        double Distance(Unit unit, int week)
        {
            var shown = run.Blocks.Where(block => WeekOf(block) == week && block.Path.Contains(unit.Id)).Aggregate(new PoolCounts(), (sum, block) => sum + block.Counts);
            var tapped = run.TappedIn(unit.Id, monday.AddDays(7 * week), monday.AddDays(7 * week + 7));
            return Math.Abs(shown.Green / (double)shown.Total - tapped.Green / (double)tapped.Total);
        }
    }

    // Where half of all taps or more are one person's, a figure would be hers: that there is none is what the rule is for.
    private static HashSet<string> OnePersonTeams(TrustRun run, DateOnly monday) =>
    [
        .. Enumerable.Range(0, 7 * Weeks).SelectMany(day => run.Trust.TapsOf(new(monday.AddDays(day)))).GroupBy(tap => tap.Person.Unit)
            .Where(team => 2 * team.CountBy(tap => tap.Person.Index).Max(person => person.Value) >= team.Count()).Select(team => team.Key),
    ];

    private static double Share(IEnumerable<bool> values) => values.Select(value => value ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    private static double Median(IEnumerable<ReleasedBlock> blocks)
    {
        var waits = blocks.SelectMany(block => block.Waits).Select(wait => wait.TotalHours).Order().ToList();
        return waits.Count == 0 ? double.NaN : waits[waits.Count / 2];
    }
}
