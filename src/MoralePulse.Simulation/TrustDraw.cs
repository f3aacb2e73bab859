using System.Globalization;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Simulation;

/// <summary>Fills a trust with people.</summary>
internal static class TrustDraw
{
    private const string Root = "trust";
    private const double NearlyUnanimousTeams = 0.05;

    public static SimulatedTrust Draw(int seed, int staff, int departments, int teams, double participation, int free)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(free);
        var outline = TrustOutline.Draw(departments, teams);
        var kinds = outline.SelectMany(department => department.Teams).Select(team => team.Kind.Scale).ToList();
        // Each department has a head, who belongs to it and to no team.
        var sizes = TeamSizes.Draw(kinds, staff - departments, Draws.Of(seed, (long)Purpose.TeamSize));

        var people = new List<SimulatedPerson>(staff);
        for (var n = 0; n < departments; n++)
        {
            people.Add(Person(seed, people.Count, outline[n].Id, Coverage.Weekdays, [("administrative", 1), ("nursing", 2), ("allied", 1)], new(0, null, n, -1), [Role.Manager]));
            foreach (var team in outline[n].Teams)
            {
                var nature = Draws.Of(seed, (long)Purpose.TeamNature, team.Number);
                var baseline = nature.Happens(NearlyUnanimousTeams) ? 2.6 : 0.35 * nature.Normal();
                for (var member = 0; member < sizes[team.Number]; member++)
                    people.Add(Person(seed, people.Count, team.Id, team.Kind.Coverage, team.Kind.Groups, new(baseline, null, n, team.Number), member == 0 ? [Role.Manager] : []));
            }
        }

        people = [.. Personas.Choose(WithParticipation(seed, people, participation), outline, free)];
        return new(seed, [.. Units(outline, people)], people, departments, teams);
    }

    private static SimulatedPerson Person(int seed, int index, string unit, Coverage coverage, IReadOnlyList<(string, double)> groups, Feeling place, IReadOnlyList<Role> roles)
    {
        var draws = Draws.Of(seed, (long)Purpose.Person, index);
        Mood? always = draws.Uniform() switch
        {
            < 0.05 => Mood.Green,
            < 0.06 => Mood.Amber,
            < 0.07 => Mood.Red,
            _ => null,
        };
        var number = (1 + index).ToString("00000", CultureInfo.InvariantCulture);
        var feeling = place with { Baseline = place.Baseline + 0.7 * draws.Normal(), Always = always };
        return new(index, "S" + number, "s" + number, unit, draws.OneOf(groups), roles, true, Roster.Draw(coverage, draws), 0, feeling);
    }

    // People differ widely in how often they tap: logistic of a normal number, moved so that the mean over people is the one wanted.
    private static List<SimulatedPerson> WithParticipation(int seed, List<SimulatedPerson> people, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mean, 0.05);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mean, 0.95);
        var keenness = people.Select(person => 1.3 * Draws.Of(seed, (long)Purpose.Participation, person.Index).Normal()
            + 0.4 * Draws.Of(seed, (long)Purpose.Participation, -2 - person.Feeling.Team).Normal()).ToList();
        double Share(int n, double shift) => 1 / (1 + Math.Exp(-keenness[n] - shift));
        var (low, high) = (-12.0, 12.0);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            if (Enumerable.Range(0, people.Count).Average(n => Share(n, middle)) < mean) low = middle;
            else high = middle;
        }

        return [.. people.Select((person, n) => person with { Participation = Share(n, low) })];
    }

    private static IEnumerable<Unit> Units(IReadOnlyList<DepartmentOutline> outline, List<SimulatedPerson> people)
    {
        var counts = people.GroupBy(person => person.Unit).ToDictionary(unit => unit.Key, unit => unit.Count());
        yield return new(Root, null, "Trust", UnitKind.Organisation, people.Count);
        foreach (var department in outline)
        {
            yield return new(department.Id, Root, department.Name, UnitKind.Department, counts[department.Id] + department.Teams.Sum(team => counts[team.Id]));
            foreach (var team in department.Teams) yield return new(team.Id, department.Id, team.Name, UnitKind.Team, counts[team.Id]);
        }
    }
}
