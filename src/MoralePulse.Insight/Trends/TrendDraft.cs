using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Marks;

namespace MoralePulse.Insight.Trends;

/// <summary>Makes a trend from its periods and what leaders have marked: pure, so that the same blocks and marks always make the same trend.</summary>
internal static class TrendDraft
{
    /// <summary>Reads a series.</summary>
    /// <param name="series">Its periods.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="profile">By whose conventions.</param>
    /// <param name="marks">Target and annotations.</param>
    public static Reading Read(TrendSeries series, Measure measure, Profile profile, ScopeMarks marks)
    {
        var dates = series.Complete.Select(period => period.Observation.Date).ToList();
        return Xmr.Read(series.Complete.Select(period => period.Observation), new()
        {
            Profile = profile,
            Better = measure.BetterWhen(),
            Target = marks.Target(measure)?.Value,
            RebaseDates = [.. marks.Annotations.Where(annotation => annotation.Rebases).Select(annotation => BeginsAt(annotation.Date, dates)).OfType<DateOnly>().Distinct()],
        });
    }

    /// <summary>What is answered and drawn.</summary>
    public static Trend Of(TrendKey key, TrendSeries series, ScopeMarks marks, DateOnly today, long version)
    {
        var reading = Read(series, key.Measure, key.Profile, marks);
        var groups = reading.Groups.ToList();
        var n = series.Complete.ToDictionary(period => period.Observation.Date, period => period.N);
        var points = reading.Points.Select(point => new PeriodPoint(point.Date, point.Value, n[point.Date], groups.IndexOf(point.Group), Cause(point.Cause))).ToList();
        var dates = points.ConvertAll(point => point.Date);
        var silent = SilentSince(key, points, today);
        return new(
            key.Scope.Name, TrendNames.Of(key.Grain), TrendNames.Of(key.Measure), key.Profile.Name, today, version,
            points, [.. groups.Select(Stretch)],
            series.SoFar is { } soFar ? new(soFar.Observation.Date, soFar.Observation.Value, soFar.N) : null,
            silent is null && reading.Variation is { } variation ? TrendNames.Of(variation) : null, silent is null && reading.Assurance is { } assurance ? TrendNames.Of(assurance) : null,
            marks.Target(key.Measure),
            [.. marks.Annotations.Select(annotation => annotation with { Date = StandsAt(annotation, key.Grain, dates) }).Where(annotation => dates is [var first, ..] && annotation.Date >= first).OrderBy(annotation => annotation.Date)],
            silent ?? ReadingInWords.Say(reading, key.Grain, key.Measure), silent is null ? AssuranceInWords.Say(reading, key.Grain, key.Measure) : null,
            points.Max(point => point.N) > 2 * points.Min(point => point.N));
    }

    // A rebase stands at a week: in other grains it begins with the first period that lies wholly after what changed.
    private static DateOnly? BeginsAt(DateOnly rebase, IEnumerable<DateOnly> dates) => dates.Where(date => date >= rebase).Select(date => (DateOnly?)date).FirstOrDefault();

    private static DateOnly StandsAt(TrendAnnotation annotation, Grain grain, IEnumerable<DateOnly> dates) =>
        (annotation.Rebases ? BeginsAt(annotation.Date, dates) : null) ?? grain.StartOf(annotation.Date);

    // A reading in the present tense of what was last seen months ago would send somebody to look for what is long over. A week's reach comes three weeks late by itself.
    private static string? SilentSince(TrendKey key, List<PeriodPoint> points, DateOnly today)
    {
        var most = 7 * (SignalRule.SilentWeeks + 1 + (key.Measure == Measure.Reach ? TrendSeries.WeeksUntilReachIsCounted : 0)) + (key.Grain == Grain.Month ? 31 : 0);
        return points is [.., var last] && today.DayNumber - last.Date.DayNumber > most ? ReadingInWords.Silent(last.Date, key.Grain, key.Measure) : null;
    }

    private static PointCause? Cause(SpecialCause? cause) =>
        cause is { } known ? new(TrendNames.Of(known.Rule), TrendNames.Of(known.Way), TrendNames.Of(known.Meaning)) : null;

    private static Stretch Stretch(RebaseGroup group) => group.Limits switch
    {
        Limits.Known limits => new(group.From, group.To, group.Mean, limits.Lower, limits.Upper, null),
        Limits.TooFewPoints => new(group.From, group.To, group.Mean, null, null, "too-few-points"),
        _ => new(group.From, group.To, group.Mean, null, null, "not-enough-variation"),
    };
}
