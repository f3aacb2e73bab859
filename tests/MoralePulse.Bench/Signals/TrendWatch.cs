using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;

namespace MoralePulse.Bench.Signals;

/// <summary>One weekly trend as the service would have read it on each Monday, with the signals that it would have opened.</summary>
internal sealed class TrendWatch
{
    private readonly Dictionary<DateOnly, Meaning> open = [];

    private TrendWatch()
    {
    }

    /// <summary>Weeks whose point was judged: by then there were 13 points or more.</summary>
    public int JudgedWeeks { get; private set; }

    /// <summary>Every signal, by date.</summary>
    public List<SignalState> Opened { get; } = [];

    /// <summary>Watches a trend.</summary>
    /// <param name="days">Sums of whole blocks by release date.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="first">The first Monday on which it is read.</param>
    /// <param name="weeks">On how many Mondays.</param>
    public static TrendWatch Of(IReadOnlyList<DaySums> days, Measure measure, DateOnly first, int weeks)
    {
        var watch = new TrendWatch();
        var options = new ReadingOptions { Profile = Profile.MakingDataCountExcel, Better = measure.BetterWhen() };
        SignalState? last = null;
        foreach (var monday in Enumerable.Range(0, weeks).Select(week => first.AddDays(7 * week)))
        {
            var latest = Week.Of(monday).Previous.Monday;
            var series = TrendSeries.Of(days, Grain.Week, measure, monday);
            var reading = Xmr.Read(series.Complete.Select(period => period.Observation), options);
            if (reading.Latest is { Group.IsJudged: true } point && point.Date == latest) watch.JudgedWeeks++;
            last = watch.Step(last, SignalRule.Next(last, reading, latest, series.EndsThin));
            if (last is { IsOpen: true }) watch.open[latest] = last.Cause.Meaning;
        }

        return watch;
    }

    /// <summary>Whether a concern was open when a week was the latest complete one.</summary>
    public bool HasConcernIn(DateOnly week) => open.TryGetValue(week, out var meaning) && meaning == Meaning.Concern;

    /// <summary>Weeks from a Monday to the one on which a concern opens; null for never.</summary>
    public int? WeeksUntilConcern(DateOnly monday) =>
        Opened.Find(signal => signal.OpenedFor >= monday && signal.Cause.Meaning == Meaning.Concern) is { } signal ? Grain.Week.PeriodsBetween(monday, signal.OpenedFor) + 1 : null;

    private SignalState? Step(SignalState? last, SignalStep step)
    {
        if (step.Closes) last = last! with { IsOpen = false };
        if (step.SeenUntil is { } seen) last = last! with { LastSeen = seen };
        if (step.Opens is { } opens) Opened.Add(last = opens);
        return last;
    }
}
