using MoralePulse.Domain.Organisation;

namespace MoralePulse.Domain.Trends;

/// <summary>How long a period of a trend is.</summary>
public enum Grain
{
    /// <summary>One local date.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>The calendar of a grain.</summary>
public static class GrainCalendar
{
    /// <summary>The first date of the period that a date lies in: what an observation of it, or a rebase on it, is dated.</summary>
    public static DateOnly StartOf(this Grain grain, DateOnly date) => grain switch
    {
        Grain.Day => date,
        Grain.Week => Week.Of(date).Monday,
        _ => new(date.Year, date.Month, 1),
    };

    /// <summary>How many periods one date's lies after another's: 0 in the same.</summary>
    public static int PeriodsBetween(this Grain grain, DateOnly from, DateOnly to) => grain switch
    {
        Grain.Month => (to.Year - from.Year) * 12 + to.Month - from.Month,
        _ => (grain.StartOf(to).DayNumber - grain.StartOf(from).DayNumber) / (grain == Grain.Week ? 7 : 1),
    };
}
