using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Domain.Release;

/// <summary>Which pools an organisation has, and which of them a tap is counted in. Source: docs/anonymity.md, "A tap's home".</summary>
/// <param name="tree">The organisation's tree.</param>
/// <param name="staffGroups">Its staff groups with their headcounts.</param>
/// <param name="shifts">Its shifts.</param>
/// <param name="limits">Its release parameters.</param>
/// <param name="deepestLevel">Deepest published level: team by default; department or organisation for a soft launch.</param>
public sealed class Homes(UnitTree tree, IReadOnlyCollection<StaffGroup> staffGroups, IReadOnlyCollection<ShiftPattern> shifts, ReleaseLimits limits, UnitKind deepestLevel)
{
    /// <summary>An organisation of this many people or more has a live pool.</summary>
    public const int LiveHeadcount = 500;

    /// <summary>An organisation of this many people or more has pools of staff groups and shifts.</summary>
    public const int CohortHeadcount = 1000;

    private const int LivePercent = 10;
    private const int StaffGroupPercent = 5;
    private const int ShiftPercent = 5;

    /// <summary>Draws the home of one tap.</summary>
    /// <param name="place">Where the tap says that it belongs; its unit must be known (<see cref="UnitTree.StandsFor"/>).</param>
    /// <param name="today">The organisation's date.</param>
    /// <param name="chance">A cryptographic generator.</param>
    public Home Draw(TapPlace place, DateOnly today, IChance chance)
    {
        var drawn = chance.Below(100);
        var preferred = drawn switch
        {
            < LivePercent => Home.Live,
            < LivePercent + StaffGroupPercent when place.StaffGroup is { } group => new Home(HomeKind.StaffGroup, group),
            >= LivePercent + StaffGroupPercent and < LivePercent + StaffGroupPercent + ShiftPercent when place.Shift is { } shift => new Home(HomeKind.Shift, shift),
            _ => Home.OfUnit(place.Unit),
        };
        if (!preferred.IsUnit && Has(preferred)) return preferred;
        var unit = tree.StandsFor(place.Unit, today) ?? throw new ArgumentException("The tap's unit is unknown.", nameof(place));
        return Home.OfUnit(NearestHome(unit).Id);
    }

    /// <summary>Whether a pool is a home now: it takes taps, and lifts only when its hold is over.</summary>
    public bool Has(Home home) => home.Kind switch
    {
        HomeKind.Unit => tree.TryFind(home.Code, out var unit) && IsHome(unit),
        HomeKind.Live => tree.Root.Headcount >= LiveHeadcount,
        HomeKind.StaffGroup => tree.Root.Headcount >= CohortHeadcount
            && staffGroups.Any(group => group.Code == home.Code && group.Headcount >= limits.HomeHeadcount),
        _ => tree.Root.Headcount >= CohortHeadcount && shifts.Any(shift => shift.Code == home.Code),
    };

    /// <summary>The unit itself where it is a home, else the nearest ancestor that is.</summary>
    public Unit NearestHome(Unit unit) => tree.PathOf(unit).First(IsHome);

    /// <summary>Where a pool's taps go when they lift; null for the organisation's own, whose residue expires.</summary>
    public Home? ParentOf(Home home)
    {
        if (!home.IsUnit || !tree.TryFind(home.Code, out var unit)) return Home.OfUnit(tree.Root.Id);
        return unit.ParentId is null ? null : Home.OfUnit(tree.PathOf(unit).Skip(1).First(IsHome).Id);
    }

    /// <summary>Steps of a pool from the organisation's own: 0 for that itself, 1 for live and cohort pools.</summary>
    public int DepthOf(Home home) => home.IsUnit && tree.TryFind(home.Code, out var unit) ? tree.DepthOf(unit) : 1;

    /// <summary>The units that a block of this home counts for, from its own up to the organisation.</summary>
    public IReadOnlyList<Unit> PathOf(Home home) => home.IsUnit && tree.TryFind(home.Code, out var unit) ? [.. tree.PathOf(unit)] : [tree.Root];

    /// <summary>Days that a pool may be non-empty before its taps climb to its parent.</summary>
    public int HoldOf(Home home) => home.Kind switch
    {
        HomeKind.Live => 1,
        HomeKind.StaffGroup or HomeKind.Shift => 14,
        _ when tree.TryFind(home.Code, out var unit) => unit.Kind switch
        {
            UnitKind.Organisation => DailyClose.ResidueDays,
            UnitKind.Directorate => 1,
            UnitKind.Department => 2,
            _ => 14,
        },
        _ => 0,
    };

    // The organisation is always one: where nothing else is, its own pool still is.
    private bool IsHome(Unit unit) =>
        unit.ParentId is null || (unit.ClosedOn is null && unit.Kind <= deepestLevel && unit.Headcount >= limits.HomeHeadcount);
}
