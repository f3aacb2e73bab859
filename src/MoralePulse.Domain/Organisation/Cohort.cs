namespace MoralePulse.Domain.Organisation;

/// <summary>A group of staff across the organisation, by the Electronic Staff Record's names.</summary>
/// <param name="Code">Short code, unique in the organisation.</param>
/// <param name="Name">Its ESR name.</param>
/// <param name="Headcount">Living people of the directory in it.</param>
public sealed record StaffGroup(string Code, string Name, int Headcount = 0)
{
    /// <summary>The ten ESR staff groups, with the codes that we give them.</summary>
    public static IReadOnlyList<StaffGroup> Esr { get; } =
    [
        new("medical", "Medical and Dental"),
        new("students", "Students"),
        new("nursing", "Nursing and Midwifery Registered"),
        new("allied", "Allied Health Professionals"),
        new("scientific", "Additional Professional Scientific and Technical"),
        new("healthcare-science", "Healthcare Scientists"),
        new("clinical-support", "Additional Clinical Services"),
        new("administrative", "Administrative and Clerical"),
        new("estates", "Estates and Ancillary"),
        new("supplementary", "Supplementary Roles"),
    ];
}

/// <summary>One of the organisation's named working windows.</summary>
/// <param name="Code">Short code, unique in the organisation.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Starts">Local time at which it begins.</param>
/// <param name="Ends">Local time at which it ends; not after <paramref name="Starts"/> where it ends on the next day.</param>
public sealed record ShiftPattern(string Code, string Name, TimeOnly Starts, TimeOnly Ends)
{
    /// <summary>Shifts of an organisation that has not set its own.</summary>
    public static IReadOnlyList<ShiftPattern> Defaults { get; } =
    [
        new("early", "Early", new(7, 0), new(15, 0)),
        new("late", "Late", new(13, 30), new(21, 30)),
        new("night", "Night", new(20, 30), new(7, 30)),
        new("long-day", "Long day", new(7, 0), new(19, 30)),
        new("office", "Office hours", new(9, 0), new(17, 0)),
    ];

    /// <summary>The date on which the shift last began, at a local date and time: for a night before noon that is yesterday.</summary>
    public ServiceDate LastBegan(DateOnly date, TimeOnly time) => new(time < Starts ? date.AddDays(-1) : date);
}
