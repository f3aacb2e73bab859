using System.Text.Json.Serialization;

namespace MoralePulse.Insight.Pulses;

/// <summary>Sums of whole blocks, in taps.</summary>
/// <param name="Green">Taps of green.</param>
/// <param name="Amber">Taps of amber.</param>
/// <param name="Red">Taps of red.</param>
public sealed record MoodSums(long Green, long Amber, long Red)
{
    /// <summary>All taps.</summary>
    public long Total => Green + Amber + Red;
}

/// <summary>The three windows, by release date; null where none of their blocks counts for the unit.</summary>
/// <param name="Latest">Released today or yesterday.</param>
/// <param name="SevenDays">Released on the last 7 dates, today included.</param>
/// <param name="TwentyEightDays">Released on the last 28 dates, today included.</param>
public sealed record PulseWindows(
    MoodSums? Latest,
    [property: JsonPropertyName("7d")] MoodSums? SevenDays,
    [property: JsonPropertyName("28d")] MoodSums? TwentyEightDays);

/// <summary>Where a unit's taps count that has no pool of its own.</summary>
/// <param name="Id">The nearest unit above that has one.</param>
/// <param name="Name">Its name.</param>
public sealed record CountsIn(string Id, string Name);

/// <summary>What is shown of a unit or cohort.</summary>
/// <param name="Unit">The unit's id, or <c>cohort:{kind}:{code}</c>.</param>
/// <param name="Date">The organisation's date that the windows are reckoned for.</param>
/// <param name="Version">Releases so far: of two pulses the one with the newer (date, version) is the newer.</param>
/// <param name="AsOf">The scheduled tick of the last release; null before the first.</param>
/// <param name="Windows">The sums.</param>
/// <param name="CountsIn">Where it counts, for a unit that has no pool of its own.</param>
public sealed record Pulse(
    string Unit, DateOnly Date, long Version, DateTimeOffset? AsOf, PulseWindows Windows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CountsIn? CountsIn = null);

/// <summary>Whose pulse: a unit's, or a cohort's.</summary>
/// <param name="Kind">unit, staff-group or shift.</param>
/// <param name="Code">The unit's id or the cohort's code.</param>
public sealed record PulseScope(string Kind, string Code)
{
    private const string CohortPrefix = "cohort:";

    /// <summary>The name on the wire: a unit's id, or <c>cohort:{kind}:{code}</c>.</summary>
    public string Name => Kind == "unit" ? Code : $"{CohortPrefix}{Kind}:{Code}";

    /// <summary>A unit's scope.</summary>
    public static PulseScope OfUnit(string id) => new("unit", id);

    /// <summary>The scope of a name on the wire; null where an organisation has no such unit or cohort.</summary>
    public static PulseScope? Find(string name, Tree.OrganisationSnapshot organisation)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(organisation);
        if (!name.StartsWith(CohortPrefix, StringComparison.Ordinal)) return organisation.Tree.TryFind(name, out _) ? OfUnit(name) : null;
        return name.Split(':') is [_, var kind, var code] && new PulseScope(kind, code) is var scope && scope.IsCohortOf(organisation) ? scope : null;
    }

    /// <summary>Whether an organisation has this cohort.</summary>
    public bool IsCohortOf(Tree.OrganisationSnapshot organisation) => Kind switch
    {
        "staff-group" => organisation?.StaffGroups.Any(group => group.Code == Code) ?? false,
        "shift" => organisation?.Shifts.Any(shift => shift.Code == Code) ?? false,
        _ => false,
    };
}
