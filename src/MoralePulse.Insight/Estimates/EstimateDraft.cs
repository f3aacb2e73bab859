using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Insight.Estimates;

/// <summary>What a unit's estimates are made from.</summary>
/// <param name="Unit">The unit's id.</param>
/// <param name="Weeks">Of the window's weeks those with blocks of it.</param>
/// <param name="Points">Of the last year's weeks those with blocks of it: points of its chart.</param>
/// <param name="Green">Its blocks of the window, by green.</param>
/// <param name="Red">The same, by red.</param>
public sealed record EstimateSource(string Unit, int Weeks, int Points, ReleasedPart Green, ReleasedPart Red);

/// <summary>Makes an organisation's estimates: pure, so that the same blocks always make the same. Which units need one is decided here.</summary>
public static class EstimateDraft
{
    /// <summary>Estimates of green and red for every living unit below the organisation that is a home, has a block in the window and is too young or too quiet for a chart.</summary>
    /// <param name="sources">Sums of every unit that has a block in the window, parents among them.</param>
    /// <param name="tree">The organisation's tree.</param>
    /// <param name="homes">Its pools.</param>
    /// <param name="monday">The Monday that the window ends before.</param>
    public static IReadOnlyList<PooledEstimate> Of(IEnumerable<EstimateSource> sources, UnitTree tree, Homes homes, DateOnly monday)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(homes);
        var known = sources.ToDictionary(source => source.Unit);
        // All units of a kind tell how they differ, also those that have a chart of their own.
        return [.. tree.All.Where(unit => unit.ParentId is not null && known.ContainsKey(unit.Id) && homes.Has(Home.OfUnit(unit.Id)))
            .Select(unit => (unit.Kind, Own: known[unit.Id], Parent: ParentOf(unit)))
            .GroupBy(unit => unit.Kind)
            .SelectMany(kind => Of(Measure.ShareGreen, source => source.Green, kind).Concat(Of(Measure.ShareRed, source => source.Red, kind)))
            .OrderBy(estimate => estimate.Unit, StringComparer.Ordinal).ThenBy(estimate => estimate.Measure, StringComparer.Ordinal)];

        // The nearest unit above with a figure of its own: the organisation has one wherever a unit has.
        EstimateSource ParentOf(Unit unit) => tree.PathOf(unit).Skip(1).Where(above => homes.Has(Home.OfUnit(above.Id))).Select(above => known.GetValueOrDefault(above.Id)).OfType<EstimateSource>().First();

        IEnumerable<PooledEstimate> Of(Measure measure, Func<EstimateSource, ReleasedPart> part, IEnumerable<(UnitKind Kind, EstimateSource Own, EstimateSource Parent)> kind)
        {
            var units = kind.Select(unit => (unit.Own, unit.Parent, Pooled: new PooledUnit(part(unit.Own), part(unit.Parent).Taps, part(unit.Parent).Part))).ToList();
            var spread = Spread.Of([.. units.Select(unit => unit.Pooled)]);
            return units.Where(unit => unit.Own.Points < Profile.EnoughPoints).Select(unit => (unit, Share: Pooling.Of(unit.Pooled, spread))).Select(made => new PooledEstimate(
                made.unit.Own.Unit, TrendNames.Of(measure), made.unit.Own.Weeks, made.unit.Pooled.Own.Taps,
                100 * made.Share.Share, 100 * made.Share.Lower, 100 * made.Share.Upper, made.unit.Parent.Unit, monday));
        }
    }
}
