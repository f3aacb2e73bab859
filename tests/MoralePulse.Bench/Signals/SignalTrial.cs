using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Simulation;

namespace MoralePulse.Bench.Signals;

/// <summary>
/// How often signals cry wolf and how soon they tell of a drop, on simulated trusts with still weather: once with nothing changed, and once each with green falling by 15 points in
/// every department and in every team. Units do not touch one another's trends, so all of a kind may drop at once. Only released blocks are read.
/// </summary>
internal static class SignalTrial
{
    private static readonly DateOnly Start = new(2025, 9, 1); // a Monday

    public static IReadOnlyList<SignalTally> Run(SignalPlan plan, Action<string> progress)
    {
        var tallies = new List<SignalTally>();
        foreach (var participation in plan.Participation)
        {
            var (departments, teams) = (new SignalTally(participation, UnitKind.Department), new SignalTally(participation, UnitKind.Team));
            for (var seed = 1; seed <= plan.Seeds; seed++)
            {
                var trust = SimulatedTrust.Draw(seed, participation: participation) with { Weather = Weather.Still };
                foreach (var tally in (SignalTally[])[departments, teams]) Drop(trust, tally, plan);
                var still = Run(trust, plan);
                foreach (var tally in (SignalTally[])[departments, teams])
                    foreach (var (_, green, red) in Watched(still, tally.Kind, plan))
                        tally.Stationary(green, red);
                progress($"{participation:P0}: trust {seed} of {plan.Seeds}");
            }

            tallies.AddRange([departments, teams]);
        }

        return tallies;
    }

    private static void Drop(SimulatedTrust trust, SignalTally tally, SignalPlan plan)
    {
        var monday = Start.AddDays(7 * plan.History);
        var changes = trust.Units.Where(unit => unit.Kind == tally.Kind && StillWorld.ShareOfGreen(trust, unit.Id) > StillWorld.ShareOfGreen(trust, unit.Id, -6) + SignalPlan.Drop / 100)
            .Select(unit => new LastingChange(unit.Id, monday, StillWorld.ChangeOfGreen(trust, unit.Id, -SignalPlan.Drop))).ToList();
        var changed = changes.Select(change => change.Unit).ToHashSet();
        foreach (var (unit, green, red) in Watched(Run(trust with { Weather = Weather.Still with { Changes = changes } }, plan), tally.Kind, plan))
            if (changed.Contains(unit))
                tally.Drop(green, red, monday);
    }

    private static TrustRun Run(SimulatedTrust trust, SignalPlan plan) => TrustRun.Of(trust, Start, Start.AddDays(7 * plan.Weeks - 1));

    // A unit without a pool of its own has no figures, so no trend.
    private static IEnumerable<(string Unit, TrendWatch Green, TrendWatch Red)> Watched(TrustRun run, UnitKind kind, SignalPlan plan)
    {
        var days = run.DaysByUnit();
        foreach (var unit in run.Tree.All.Where(unit => unit.Kind == kind && run.Homes.NearestHome(unit) == unit))
        {
            var own = days.GetValueOrDefault(unit.Id, []);
            yield return (unit.Id, TrendWatch.Of(own, Measure.ShareGreen, Start.AddDays(7), plan.Weeks), TrendWatch.Of(own, Measure.ShareRed, Start.AddDays(7), plan.Weeks));
        }
    }
}
