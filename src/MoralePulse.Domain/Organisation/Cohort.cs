using System.Collections.Frozen;

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

    // As exports shorten them. Key: small letters, "&" as "and", nothing but letters between single spaces.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["medical"] = "medical",
        ["medical dental"] = "medical",
        ["medical and dental staff"] = "medical",
        ["m and d"] = "medical",
        ["student"] = "students",
        ["nursing and midwifery"] = "nursing",
        ["nursing midwifery registered"] = "nursing",
        ["registered nursing and midwifery"] = "nursing",
        ["nursing and midwifery reg"] = "nursing",
        ["n and m registered"] = "nursing",
        ["allied health professional"] = "allied",
        ["allied health profs"] = "allied",
        ["ahp"] = "allied",
        ["ahps"] = "allied",
        ["add prof scientific and technic"] = "scientific",
        ["add prof scientific and technical"] = "scientific",
        ["add prof sci and tech"] = "scientific",
        ["additional prof scientific and technical"] = "scientific",
        ["additional prof scientific and technic"] = "scientific",
        ["additional professional scientific and technic"] = "scientific",
        ["healthcare scientist"] = "healthcare-science",
        ["health care scientists"] = "healthcare-science",
        ["healthcare science"] = "healthcare-science",
        ["add clinical services"] = "clinical-support",
        ["additional clinical service"] = "clinical-support",
        ["clinical support"] = "clinical-support",
        ["admin and clerical"] = "administrative",
        ["administrative clerical"] = "administrative",
        ["administration and clerical"] = "administrative",
        ["a and c"] = "administrative",
        ["estates ancillary"] = "estates",
        ["estate and ancillary"] = "estates",
        ["estates and ancilliary"] = "estates",
        ["supplementary role"] = "supplementary",
        ["supplementary"] = "supplementary",
    }.ToFrozenDictionary();

    /// <summary>The staff group that a file means, by code, by ESR name or by a usual short form, whatever the capitals and signs; null where it means none.</summary>
    public static StaffGroup? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Esr.FirstOrDefault(group => string.Equals(group.Code, text, StringComparison.OrdinalIgnoreCase)) is { } coded) return coded;
        var key = Key(text);
        var code = Aliases.GetValueOrDefault(key);
        return Esr.FirstOrDefault(group => group.Code == code || Key(group.Name) == key);
    }

    private static string Key(string text)
    {
        var letters = string.Concat(text.ToLowerInvariant().Replace("&", " and ", StringComparison.Ordinal).Select(letter => char.IsLetter(letter) ? letter : ' '));
        return string.Join(' ', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word == "nhs"));
    }
}

/// <summary>One of the organisation's named working windows.</summary>
/// <param name="Code">Short code, unique in the organisation.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Starts">Local time at which it begins.</param>
/// <param name="Ends">Local time at which it ends; not after <paramref name="Starts"/> where it ends on the next day.</param>
/// <param name="RetiredOn">The local date on which it left the list; null while it is used. Retired shifts are never deleted.</param>
public sealed record ShiftPattern(string Code, string Name, TimeOnly Starts, TimeOnly Ends, DateOnly? RetiredOn = null)
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

    /// <summary>Whether a tap may name it: while it is used, and until the last pass that could name it closes, so that an outbox never loses a tap.</summary>
    public bool MayBeNamedOn(DateOnly today) => RetiredOn is not { } retired || today <= retired || new ServiceDate(retired).IsOpenOn(today);

    /// <summary>The date on which the shift last began, at a local date and time: for a night before noon that is yesterday.</summary>
    public ServiceDate LastBegan(DateOnly date, TimeOnly time) => new(time < Starts ? date.AddDays(-1) : date);
}
