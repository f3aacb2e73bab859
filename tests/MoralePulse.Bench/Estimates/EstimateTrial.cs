using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Estimates;
using MoralePulse.Simulation;

namespace MoralePulse.Bench.Estimates;

/// <summary>
/// Pooled estimates of simulated trusts, made by the service's own rule from released blocks, against what was really tapped in each unit in the same 13 weeks, which the service never learns.
/// </summary>
internal static class EstimateTrial
{
    private static readonly DateOnly Start = new(2025, 9, 1); // a Monday

    public static IReadOnlyList<EstimateTally> Run(EstimatePlan plan, Action<string> progress)
    {
        var tallies = new Dictionary<(double, string), EstimateTally>();
        foreach (var participation in plan.Participation)
            for (var seed = 1; seed <= plan.Seeds; seed++)
            {
                var run = TrustRun.Of(SimulatedTrust.Draw(seed, participation: participation), Start, Start.AddDays(7 * plan.LookedAt.Max() - 1));
                foreach (var week in plan.LookedAt) Look(run, week, group => Tally(participation, group));
                progress($"{participation:P0}: trust {seed} of {plan.Seeds}");
            }

        return [.. tallies.Values];

        EstimateTally Tally(double participation, string group)
        {
            if (!tallies.TryGetValue((participation, group), out var tally)) tallies[(participation, group)] = tally = new(participation, group);
            return tally;
        }
    }

    private static void Look(TrustRun run, int week, Func<string, EstimateTally> tally)
    {
        var monday = Start.AddDays(7 * week);
        var from = monday.AddDays(-7 * EstimateUpkeep.Weeks);
        var sources = Sources(run, monday);
        var known = sources.ToDictionary(source => source.Unit);
        foreach (var estimate in EstimateDraft.Of(sources, run.Tree, run.Homes, monday))
        {
            var green = estimate.Measure == "green";
            double Share(string unit) => 100 * (green ? known[unit].Green : known[unit].Red).Share;
            var tapped = run.TappedIn(estimate.Unit, from, monday);
            var really = 100.0 * (green ? tapped.Green : tapped.Red) / tapped.Total;
            run.Tree.TryFind(estimate.Unit, out var unit);
            var when = week <= EstimateUpkeep.Weeks ? "first quarter" : "later";
            foreach (var group in (string[])[$"{estimate.Measure}: {(unit!.Kind == UnitKind.Team ? "teams" : "departments")}, {when}", $"{estimate.Measure}: all"])
                tally(group).Add(estimate, really, Share(estimate.Parent), Share(estimate.Unit));
        }
    }

    // What source.sql reads.
    private static List<EstimateSource> Sources(TrustRun run, DateOnly monday)
    {
        var (from, year) = (monday.AddDays(-7 * EstimateUpkeep.Weeks), monday.AddDays(-7 * EstimateUpkeep.ChartWeeks));
        return [.. run.Blocks.Where(block => block.Date >= year && block.Date < monday)
            .SelectMany(block => block.Path.Select(unit => (Unit: unit, block.Date, block.Counts)))
            .GroupBy(part => part.Unit)
            .Select(unit => (unit.Key, All: unit, Window: unit.Where(part => part.Date >= from).ToList()))
            .Where(unit => unit.Window.Count > 0)
            .Select(unit => new EstimateSource(
                unit.Key, Weeks(unit.Window.Select(part => part.Date)), Weeks(unit.All.Select(part => part.Date)),
                ReleasedPart.Of(unit.Window.Select(part => (part.Counts.Green, part.Counts.Total))), ReleasedPart.Of(unit.Window.Select(part => (part.Counts.Red, part.Counts.Total)))))];
    }

    private static int Weeks(IEnumerable<DateOnly> dates) => dates.Select(Week.Of).Distinct().Count();
}
