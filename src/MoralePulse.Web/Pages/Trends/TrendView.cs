using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Estimates;
using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Pages.Trends;

/// <summary>What a trend page shows: all read, nothing reckoned.</summary>
/// <param name="Visit">Who looks.</param>
/// <param name="Subject">Whose trend.</param>
/// <param name="Choice">Which of its trends.</param>
/// <param name="Trend">The trend; null where nothing of it was released.</param>
public sealed record TrendView(Visit Visit, TrendSubject Subject, TrendChoice Choice, Trend? Trend)
{
    /// <summary>The nearest unit above that has a trend, and it; null where none is needed or there is none.</summary>
    public (TrendSubject Subject, Trend Trend)? Above { get; private init; }

    /// <summary>The unit whose pool takes the taps of a unit without one of its own.</summary>
    public Unit? CountsIn { get; private init; }

    /// <summary>What its share probably is, where it has too few figures of its own for a chart.</summary>
    public PooledEstimate? Estimate { get; private init; }

    /// <summary>Units below that she may see, with what their trends are.</summary>
    public IReadOnlyList<(TrendSubject Subject, Trend? Trend)> Below { get; private init; } = [];

    /// <summary>The role in which she may set targets and write on the chart; null where she may not.</summary>
    public string? LeadsAs { get; private init; }

    /// <summary>Mondays of the weeks that a note or a new beginning can stand at, latest first; read for leaders only.</summary>
    public IReadOnlyList<DateOnly> Weeks { get; private init; } = [];

    /// <summary>Whether a trend has anything to draw.</summary>
    public static bool HasFigures(Trend? trend) => trend is { Points.Count: > 0 } or { SoFar: not null };

    /// <summary>Reads it.</summary>
    public static async Task<TrendView> Read(Visit visit, TrendSubject subject, TrendChoice choice, TrendReader trends, EstimateReader estimates, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(trends);
        ArgumentNullException.ThrowIfNull(estimates);
        var (here, viewer) = (visit.Organisation, visit.Who.Viewer);
        var above = subject.Unit is null ? [] : here.Tree.PathOf(subject.Unit).Skip(1).Where(unit => viewer.MaySee(unit, here.Tree)).Select(TrendSubject.OfUnit).ToList();
        var below = BelowOf(subject, visit).Where(unit => choice.Measure != Domain.Trends.Measure.Reach || unit.HasReach).ToList();
        var found = await trends.Read(here.Ods, [subject.Scope, .. above.Select(one => one.Scope), .. below.Select(one => one.Scope)], choice.Grain, choice.Measure, choice.Profile, stop);
        Trend? Of(TrendSubject one) => found.GetValueOrDefault(one.Scope) is { } trend && HasFigures(trend) ? trend : null;

        var own = Of(subject);
        var home = subject.Unit is { } itself && here.Homes.NearestHome(itself) is var nearest && nearest.Id != itself.Id ? nearest : null;
        var leads = new Leader(viewer, visit.Who.Person).RoleFor(subject.Scope, here);
        var weekly = leads is null ? null : await trends.Find(here.Ods, TrendChoice.Usual.KeyOf(subject.Scope), stop);
        return new(visit, subject, choice, own)
        {
            Above = own is null ? above.Select(one => (one, Of(one))).Where(one => one.Item2 is not null).Select(one => ((TrendSubject, Trend)?)(one.one, one.Item2!)).FirstOrDefault() : null,
            CountsIn = home,
            Estimate = subject.Unit is not null && MoralePulse.Domain.Trends.MeasureExtensions.IsShare(choice.Measure)
                ? await estimates.Find(here.Ods, subject.Scope.Code, choice.Measure, stop) : null,
            Below = [.. below.Select(one => (one, Of(one)))],
            LeadsAs = weekly is null ? null : leads,
            Weeks = weekly is null ? [] : [.. weekly.Points.Select(point => point.Date).Reverse()],
        };
    }

    private static IEnumerable<TrendSubject> BelowOf(TrendSubject subject, Visit visit)
    {
        if (subject.Unit is not { } unit) return [];
        var (tree, viewer) = (visit.Organisation.Tree, visit.Who.Viewer);
        // Under the organisation its departments: with every team the list would be longer than anybody reads.
        return tree.Below(unit.Id).Where(below => below != unit && below.ClosedOn is null && viewer.MaySee(below, tree) && (unit.ParentId is not null || below.IsOpenToEverybody))
            .Select(TrendSubject.OfUnit);
    }
}
