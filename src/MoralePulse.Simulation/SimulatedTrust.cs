using System.Collections.Frozen;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Simulation;

/// <summary>A trust drawn from a seed: its tree, its staff, and what they tap on any day. The same seed is the same world.</summary>
/// <param name="Seed">What everything is drawn from.</param>
/// <param name="Units">The trust, its departments and their teams, parents first; headcounts count everybody below.</param>
/// <param name="People">Everybody on its staff.</param>
/// <param name="Departments">Number of departments.</param>
/// <param name="Teams">Number of teams.</param>
public sealed record SimulatedTrust(int Seed, IReadOnlyList<Unit> Units, IReadOnlyList<SimulatedPerson> People, int Departments, int Teams)
{
    /// <summary>What a trial asks of its climate. Default: nothing, so that the seed alone says what the world is.</summary>
    public Weather Weather { get; init; } = Weather.OfTheSeed;

    private static readonly FrozenDictionary<string, ShiftPattern> Shifts = ShiftPattern.Defaults.ToFrozenDictionary(shift => shift.Code);

    /// <summary>Draws a trust.</summary>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="staff">People in its directory, personas and free people among them.</param>
    /// <param name="departments">Departments, 1 to 99.</param>
    /// <param name="teams">Teams, at least one for each department, of 3 to 60 people.</param>
    /// <param name="participation">Mean share of worked shifts after which people tap, 0.05 to 0.95.</param>
    /// <param name="free">People whom nobody drives, kept for visitors: subjects <c>new-staff-01</c> and on.</param>
    public static SimulatedTrust Draw(int seed, int staff = 1700, int departments = 12, int teams = 120, double participation = 0.45, int free = 50) =>
        TrustDraw.Draw(seed, staff, departments, teams, participation, free);

    /// <summary>Taps of the shifts that began on a date, in no meaningful order.</summary>
    public IEnumerable<SimulatedTap> TapsOf(ServiceDate date) => SimulatedDay.Of(this, date);

    /// <summary>Taps that are sent on a local date, whenever their shifts began, in the order of sending.</summary>
    public IReadOnlyList<SimulatedTap> SentOn(DateOnly date) =>
    [
        .. new[] { date.AddDays(-1), date }
            .SelectMany(began => TapsOf(new(began)))
            .Where(tap => DateOnly.FromDateTime(tap.SentAt) == date)
            .OrderBy(tap => tap.SentAt).ThenBy(tap => tap.Person.Index),
    ];

    /// <summary>Local date and time at which a person sends her first tap of a week, the one that carries her week pass; null where she sends none.</summary>
    public DateTime? FirstOfWeek(SimulatedPerson person, Week week)
    {
        ArgumentNullException.ThrowIfNull(person);
        return SimulatedDay.FirstOfWeek(this, person, week);
    }

    /// <summary>The shift that a person works on a date; null when she is off.</summary>
    public ShiftPattern? ShiftOf(SimulatedPerson person, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Roster.ShiftOn(date, Roster.IsOnLeave(Seed, person.Index, date)) is { } code ? Shifts[code] : null;
    }
}
