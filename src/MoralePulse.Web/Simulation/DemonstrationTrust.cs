using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.People;
using MoralePulse.Simulation;
using MoralePulse.Tree;

namespace MoralePulse.Web.Simulation;

/// <summary>The demonstration's trust: always the same one, so that its staff go on after a restart as if nothing had been.</summary>
internal static class DemonstrationTrust
{
    /// <summary>What every seed of its world comes from.</summary>
    public const int Seed = 1948;

    // The higher of the two at which the release rule was measured: a demonstration should be lively.
    private const double Participation = 0.55;

    private const string Name = "Demonstration Community Health NHS Trust";

    /// <summary>Its code, which no real organisation has.</summary>
    public static Ods Ods { get; } = Ods.Parse("DEMO");

    /// <summary>Draws it.</summary>
    public static SimulatedTrust Draw() => SimulatedTrust.Draw(Seed, participation: Participation);

    /// <summary>As an import wants it.</summary>
    public static ImportRequest Import(SimulatedTrust trust) => new(
        Ods, Name,
        [.. trust.Units.Select(unit => new UnitLine(unit.Id, unit.ParentId ?? "", unit.ParentId is null ? Name : unit.Name, Words.Of(unit.Kind)))],
        [.. trust.People.Select(person => new PersonLine(person.Number, person.Subject, person.Unit, person.StaffGroup, string.Join(';', person.Roles.Select(RoleWords.Of))))])
    {
        Simulated = true,
    };
}
