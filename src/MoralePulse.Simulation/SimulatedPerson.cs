using MoralePulse.Domain.Access;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Simulation;

/// <summary>A member of a simulated trust's staff.</summary>
/// <param name="Index">Place in the trust's directory, from 0.</param>
/// <param name="Number">Staff number.</param>
/// <param name="Subject">Sign-in identity.</param>
/// <param name="Unit">Id of her unit.</param>
/// <param name="StaffGroup">Code of her ESR staff group.</param>
/// <param name="Roles">Roles beside staff.</param>
/// <param name="IsDriven">Whether the simulation taps for her; personas and people kept for visitors tap by themselves.</param>
/// <param name="Roster">When she works.</param>
/// <param name="Participation">Share of her shifts after which she taps, 0 to 1.</param>
/// <param name="Feeling">What is always so about how she feels.</param>
public sealed record SimulatedPerson(
    int Index,
    string Number,
    string Subject,
    string Unit,
    string StaffGroup,
    IReadOnlyList<Role> Roles,
    bool IsDriven,
    Roster Roster,
    double Participation,
    Feeling Feeling);

/// <summary>What is always so about how a person feels.</summary>
/// <param name="Baseline">How much better than others she feels, in standard deviations of a person's day; what her team adds is in it.</param>
/// <param name="Always">The mood of somebody who always taps the same; else null.</param>
/// <param name="Department">Number of her department, whose good and bad weeks she shares.</param>
/// <param name="Team">Number of her team; -1 for who belongs to a department directly.</param>
public sealed record Feeling(double Baseline, Mood? Always, int Department, int Team);
