namespace MoralePulse.Simulation;

/// <summary>When a team is staffed.</summary>
internal enum Coverage
{
    Weekdays,
    SevenDays,
    RoundTheClock,
}

/// <summary>Which shift a person works on which date: a cycle of whole weeks, turned by her own offset, with weeks of leave.</summary>
/// <param name="Cycle">A letter per day from a Monday on: e early, l late, n night, d long day, o office, - off.</param>
/// <param name="Offset">Days by which her cycle is ahead.</param>
public sealed record Roster(string Cycle, int Offset)
{
    private const double LeaveWeeks = 0.13; // annual leave, sickness and study leave, taken a week at a time

    private static readonly (string, double)[] Weekdays = [("ooooo--", 6), ("oooo---", 1), ("ooo-o--", 1), ("ooo----", 1)];

    private static readonly (string, double)[] SevenDays = [("eeell---lllee-", 5), ("lleee--eeell--", 2), ("dd--dd-d-d---d", 2), ("ooooo--", 2)];

    private static readonly (string, double)[] RoundTheClock =
    [
        ("eell----nnnn--lle-ee---lleee", 4), ("dd--dd--nnnn----dd-d-nnn---d", 5), ("nnnn-----nnnn-", 1), ("eeell--", 1), ("ooooo--", 1),
    ];

    /// <summary>Shifts in a week without leave.</summary>
    public double ShiftsPerWeek => 7.0 * Cycle.Count(day => day != '-') / Cycle.Length;

    /// <summary>Code of the shift that she works on a date; null when she is off.</summary>
    public string? ShiftOn(DateOnly date, bool onLeave) => onLeave ? null : Cycle[(date.DayNumber + Offset) % Cycle.Length] switch
    {
        'e' => "early",
        'l' => "late",
        'n' => "night",
        'd' => "long-day",
        'o' => "office",
        _ => null,
    };

    /// <summary>Whether a person is away for the whole week of a date.</summary>
    internal static bool IsOnLeave(int seed, int person, DateOnly date) => Draws.Of(seed, (long)Purpose.Leave, person, date.DayNumber / 7).Happens(LeaveWeeks);

    internal static Roster Draw(Coverage coverage, Draws draws)
    {
        var cycle = draws.OneOf(coverage switch
        {
            Coverage.Weekdays => Weekdays,
            Coverage.SevenDays => SevenDays,
            _ => RoundTheClock,
        });
        // Who works office hours is off at weekends; a rota that turns may begin on any day.
        return new(cycle, cycle.Contains('o') ? 0 : draws.Below(cycle.Length));
    }
}
