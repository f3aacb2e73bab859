using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Signals;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Pages.Trends;

/// <summary>A unit's line of the summary.</summary>
/// <param name="Subject">The unit.</param>
/// <param name="Trend">Its weekly trend; null where nothing was released.</param>
/// <param name="Open">Its open signals.</param>
public sealed record SummaryRow(TrendSubject Subject, Trend? Trend, IReadOnlyList<Signal> Open)
{
    /// <summary>What attention it deserves.</summary>
    public Attention Attention => AttentionRule.Of(Open, Trend);

    /// <summary>Whether somebody has a summary: managers and executives.</summary>
    public static bool IsFor(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Roles.Contains(Role.Executive) || viewer.Roles.Contains(Role.Manager);
    }

    /// <summary>The rows of some units, those first that deserve attention.</summary>
    public static async Task<IReadOnlyList<SummaryRow>> Read(Visit visit, IReadOnlyCollection<Unit> units, TrendChoice choice, TrendReader trends, SignalReader signals, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(trends);
        ArgumentNullException.ThrowIfNull(signals);
        var ods = visit.Organisation.Ods;
        var open = (await signals.Open(ods, stop)).ToLookup(signal => signal.Scope);
        var found = await trends.Read(ods, [.. units.Select(unit => PulseScope.OfUnit(unit.Id))], choice.Grain, choice.Measure, choice.Profile, stop);
        return
        [
            .. units.Select(TrendSubject.OfUnit)
                .Select(subject => new SummaryRow(subject, found.GetValueOrDefault(subject.Scope) is { } trend && TrendView.HasFigures(trend) ? trend : null, [.. open[subject.Scope]]))
                .OrderBy(row => row.Attention).ThenBy(row => row.Subject.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
