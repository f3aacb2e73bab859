using System.Globalization;
using MoralePulse.Domain.Access;

namespace MoralePulse.Simulation;

/// <summary>People to sign in as. The simulation never taps for them.</summary>
public static class Personas
{
    /// <summary>A member of a large team.</summary>
    public const string Staff = "staff";

    /// <summary>Head of a department.</summary>
    public const string Manager = "manager";

    /// <summary>Sees the whole trust.</summary>
    public const string Executive = "executive";

    /// <summary>Keeps the directory.</summary>
    public const string Administrator = "administrator";

    /// <summary>Sign-in identity of a person kept for "Try as a new member of staff", from 1.</summary>
    public static string Free(int number) => string.Create(CultureInfo.InvariantCulture, $"new-staff-{number:00}");

    /// <summary>
    /// Makes some of a trust's people personas, and some free for visitors: the first department's head, a member of its largest team, two of the last
    /// department's (corporate services), and members of large teams all over the trust, so that no team loses many.
    /// </summary>
    internal static IEnumerable<SimulatedPerson> Choose(IReadOnlyList<SimulatedPerson> people, IReadOnlyList<DepartmentOutline> outline, int free)
    {
        var sizes = people.GroupBy(person => person.Unit).ToDictionary(unit => unit.Key, unit => unit.Count());
        string Largest(DepartmentOutline department) => department.Teams.MaxBy(team => sizes[team.Id])!.Id;
        var chosen = new Dictionary<int, (string Subject, Role[] Roles)>();
        void Take(string unit, string subject, params Role[] roles) =>
            chosen.Add(people.First(person => person.Unit == unit && !chosen.ContainsKey(person.Index) && (person.Roles.Count > 0) == (subject == Manager)).Index, (subject, roles));

        Take(outline[0].Id, Manager, Role.Manager);
        Take(Largest(outline[0]), Staff);
        Take(outline[^1].Teams[0].Id, Executive, Role.Executive);
        Take(outline[^1].Teams[^1].Id, Administrator, Role.Administrator);

        var roomy = people.Where(person => person.Roles.Count == 0 && person.Feeling.Team >= 0 && !chosen.ContainsKey(person.Index))
            .GroupBy(person => person.Unit).OrderByDescending(team => team.Count()).ThenBy(team => team.Key, StringComparer.Ordinal)
            .SelectMany(team => team.Take(Math.Max(1, team.Count() / 8)));
        foreach (var (person, n) in roomy.Take(free).Select((person, n) => (person, n)).ToList()) chosen.Add(person.Index, (Free(n + 1), []));
        if (chosen.Count < free + 4) throw new ArgumentOutOfRangeException(nameof(free), free, "The trust has too few people for so many visitors.");

        return people.Select(person => chosen.TryGetValue(person.Index, out var persona)
            ? person with { Subject = persona.Subject, Roles = persona.Roles, IsDriven = false }
            : person);
    }
}
