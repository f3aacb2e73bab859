using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Trends;
using MoralePulse.Simulation;

namespace MoralePulse.Bench.World;

/// <summary>A simulated trust over some time: the blocks that its staff's taps became, and beside them what was really tapped, which nobody else ever learns.</summary>
public sealed class TrustRun
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private TrustRun(SimulatedTrust trust, UnitTree tree, Homes homes) => (Trust, Tree, Homes) = (trust, tree, homes);

    /// <summary>Whose staff tapped.</summary>
    public SimulatedTrust Trust { get; }

    /// <summary>Its tree.</summary>
    public UnitTree Tree { get; }

    /// <summary>Its pools.</summary>
    public Homes Homes { get; }

    /// <summary>What was released, in order.</summary>
    public IReadOnlyList<ReleasedBlock> Blocks { get; private init; } = [];

    /// <summary>What was tapped in each unit (not below it) on each service date.</summary>
    public IReadOnlyDictionary<(string Unit, DateOnly Date), PoolCounts> Tapped { get; private init; } = new Dictionary<(string, DateOnly), PoolCounts>();

    /// <summary>All taps that were sent.</summary>
    public long Admitted { get; private init; }

    /// <summary>Those that waited in pools at the end.</summary>
    public long Pending { get; private init; }

    /// <summary>Those that expired.</summary>
    public long Expired { get; private init; }

    /// <summary>Lets a trust's staff tap from the start of one date to the end of another, with the standard ticks.</summary>
    /// <param name="trust">Whose staff.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="limits">Release parameters; null for the usual ones.</param>
    /// <param name="deepest">Deepest published level.</param>
    public static TrustRun Of(SimulatedTrust trust, DateOnly from, DateOnly to, ReleaseLimits? limits = null, UnitKind deepest = UnitKind.Team)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var tree = new UnitTree(trust.Units);
        limits ??= new();
        var homes = HomesOf(trust, tree, limits, deepest);
        var world = new ReleaseWorld(homes, limits, London, Draws.Of(trust.Seed, 1_000_000));
        var tapped = new Dictionary<(string, DateOnly), PoolCounts>();
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            var closed = false;
            var close = London.InstantOf(date, DailyClose.At);
            foreach (var (tap, at) in trust.SentOn(date).Select(tap => (Tap: tap, At: tap.SentAtIn(London))).OrderBy(sent => sent.At))
            {
                if (!closed && at >= close) world.Close(date);
                closed |= at >= close;
                world.Admit(tap.Place, tap.Mood, tap.Date, trust.FirstOfWeek(tap.Person, tap.Date.Week) == tap.SentAt, at);
                var of = (tap.Person.Unit, tap.Date.Value);
                tapped[of] = tapped.GetValueOrDefault(of) + PoolCounts.Of(tap.Mood);
            }

            if (!closed) world.Close(date);
        }

        return new(trust, tree, homes) { Blocks = world.Blocks, Tapped = tapped, Admitted = world.Admitted, Pending = world.Pending, Expired = world.Expired };
    }

    /// <summary>A trust's pools, with the staff groups that it has and the usual shifts.</summary>
    public static Homes HomesOf(SimulatedTrust trust, UnitTree tree, ReleaseLimits limits, UnitKind deepest)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return new(tree, [.. StaffGroup.Esr.Select(group => group with { Headcount = trust.People.Count(person => person.StaffGroup == group.Code) })], [.. ShiftPattern.Defaults], limits, deepest);
    }

    /// <summary>Sums of whole blocks by release date, for each unit that has any: what trends are made from.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DaySums>> DaysByUnit() => Blocks
        .SelectMany(block => block.Path.Select(unit => (Unit: unit, block.Date, block.Counts)))
        .GroupBy(part => part.Unit)
        .ToDictionary(unit => unit.Key, unit => (IReadOnlyList<DaySums>)[.. unit.GroupBy(part => part.Date)
            .Select(day => new DaySums(day.Key, day.Sum(part => part.Counts.Green), day.Sum(part => part.Counts.Amber), day.Sum(part => part.Counts.Red)))]);

    /// <summary>What was tapped in a unit and everything below it, on service dates from one up to, not including, another.</summary>
    public PoolCounts TappedIn(string unit, DateOnly from, DateOnly before) => Tree.Below(unit)
        .SelectMany(below => Enumerable.Range(0, before.DayNumber - from.DayNumber).Select(day => Tapped.GetValueOrDefault((below.Id, from.AddDays(day)))))
        .Aggregate(new PoolCounts(), PoolCounts.Add);
}
