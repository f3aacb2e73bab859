namespace MoralePulse.Domain.Organisation;

/// <summary>A calendar week, named by its Monday.</summary>
public readonly record struct Week
{
    private Week(DateOnly monday) => Monday = monday;

    /// <summary>The first day of the week.</summary>
    public DateOnly Monday { get; }

    /// <summary>The last day of the week.</summary>
    public DateOnly Sunday => Monday.AddDays(6);

    /// <summary>The last local date on which this week's pass is counted: its Sunday's.</summary>
    public DateOnly ClosesOn => new ServiceDate(Sunday).ClosesOn;

    /// <summary>The week after this one.</summary>
    public Week Next => new(Monday.AddDays(7));

    /// <summary>The week before this one.</summary>
    public Week Previous => new(Monday.AddDays(-7));

    /// <summary>The seven dates, Monday first.</summary>
    public IEnumerable<ServiceDate> Dates
    {
        get
        {
            var monday = Monday;
            return Enumerable.Range(0, 7).Select(day => new ServiceDate(monday.AddDays(day)));
        }
    }

    /// <summary>The week that a date belongs to.</summary>
    public static Week Of(DateOnly date) => new(date.AddDays(-(((int)date.DayOfWeek + 6) % 7)));
}
