using System.Globalization;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.People;
using MoralePulse.Simulation;
using MoralePulse.Tree;

namespace MoralePulse.Web.Simulation;

/// <summary>The organisation that a trace is about: directorates and teams with the people ever seen there.</summary>
internal sealed class TraceTree
{
    private const string Root = "organisation";

    private readonly Dictionary<(string Directorate, string Team), string> teams = [];
    private readonly List<UnitLine> units = [];
    private readonly Dictionary<string, string> unitOfPerson = [];

    /// <summary>Draws the tree from a trace.</summary>
    /// <param name="pulses">The trace.</param>
    /// <param name="kind">What its directorates are.</param>
    public TraceTree(IReadOnlyList<TracePulse> pulses, UnitKind kind)
    {
        var everybody = pulses.Select(pulse => pulse.Person).Distinct().Count();
        var sum = 0;
        foreach (var (directorate, n) in pulses.GroupBy(pulse => pulse.Directorate).OrderBy(group => group.Key, StringComparer.Ordinal).Select((group, n) => (group, n + 1)))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"d{n:00}");
            var (at, below) = (units.Count, 0);
            foreach (var team in directorate.GroupBy(pulse => pulse.Team).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var people = team.Select(pulse => pulse.Person).Distinct().Count();
                var teamId = string.Create(CultureInfo.InvariantCulture, $"t{teams.Count + 1:000}");
                teams.Add((directorate.Key, team.Key), teamId);
                units.Add(new(teamId, id, team.Key, Words.Of(UnitKind.Team), Text(people)));
                below += people;
            }

            units.Insert(at, new(id, Root, directorate.Key, Words.Of(kind), Text(below)));
            sum += below;
        }

        // Somebody who was seen in two teams counts in both, so that no unit is smaller than those below it.
        units.Insert(0, new(Root, "", "Organisation", Words.Of(UnitKind.Organisation), Text(Math.Max(sum, everybody))));
        foreach (var pulse in pulses) unitOfPerson[pulse.Person] = UnitOf(pulse);
    }

    /// <summary>The id of the team of a pulse.</summary>
    public string UnitOf(TracePulse pulse) => teams[(pulse.Directorate, pulse.Team)];

    /// <summary>As an import wants it: everybody in the team where she was seen last, and an executive to sign in as, who counts in no headcount.</summary>
    public ImportRequest Import(Ods ods, string name)
    {
        var people = unitOfPerson.Select(person => new PersonLine(person.Key, person.Key, person.Value));
        if (!unitOfPerson.ContainsKey(Personas.Executive)) people = people.Append(new(Personas.Executive, Personas.Executive, Root, Roles: RoleWords.Of(Role.Executive)));
        return new(ods, name, units, [.. people]) { Simulated = true };
    }

    private static string Text(int headcount) => headcount.ToString(CultureInfo.InvariantCulture);
}
