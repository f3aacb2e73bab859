using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>Reads a chart aloud: what a listener needs in order to know what a looker sees.</summary>
/// <param name="trend">The trend.</param>
/// <param name="name">Whose it is.</param>
public sealed class ChartAloud(Trend trend, string name)
{
    private readonly ChartWords words = ChartWords.Of(trend);

    /// <summary>"Weekly share of green of Surgery".</summary>
    public string Title => $"{words.Name} of {name}";

    /// <summary>Period, average, limits, latest, special causes, target, marks; in that order.</summary>
    public string Text => string.Join(' ', new[] { Period, Lines, Latest, SoFar, Causes, Target, Marks, trend.Sentence }.Where(part => part.Length > 0));

    /// <summary>For a small chart: "26 weeks, average 61.2%, limits 52% to 70.4%, latest 66%: no more than chance."</summary>
    public string Brief => trend.Points is not [.., var latest] ? $"{Title}: no complete {words.PeriodName} yet."
        : $"{Title}: {words.Periods(trend.Points.Count)}, {Level(trend.Groups[^1])}, latest {words.Amount(latest.Value)}: {CauseWords.What(latest, trend)}.";

    private string Period => trend.Points is not [var first, .., var last]
        ? trend.Points is [var only] ? $"Chart of one {words.PeriodName}, {words.Period(only.Date)}." : $"Chart without a complete {words.PeriodName}."
        : $"Statistical process control chart of {words.Periods(trend.Points.Count)} with a figure, {words.Period(first.Date)} to {words.Period(last.Date)}, read as {Reader} does.";

    private string Reader => Profile.TryFind(trend.Profile, out var profile) ? profile.Title : trend.Profile;

    private string Lines => trend.Groups switch
    {
        [] => "",
        [var only] => Sentence(Level(only)),
        _ => string.Join(' ', trend.Groups.Select((group, at) => $"{(at == 0 ? "To begin with" : $"From {words.Date(group.From)} on")}: {Level(group)}.")),
    };

    private string Latest => trend.Points is [.., var last] ? $"Latest: {words.Period(last.Date)}, {words.Figure(last.Value, last.N)}, {Lower(CauseWords.What(last, trend))}." : "";

    private string SoFar => trend.SoFar is { } soFar ? $"So far, not judged: {words.Period(soFar.Date)}, {words.Figure(soFar.Value, soFar.N)}." : "";

    private string Causes => SpecialRun.Of(trend) switch
    {
        [] => trend.Groups.Any(group => group.NoLimits is null) ? "Special causes: none." : "",
        var runs => $"Special causes: {string.Join("; ", runs.Select(Of))}.",
    };

    private string Target => trend.Target is { } target
        ? $"Target: {words.Plain(target.Value)}, set by the {target.SetAs} on {ChartWords.Day(target.SetOn)}. {trend.TargetSentence}".TrimEnd()
        : "";

    private string Marks => string.Join(' ', trend.Annotations.Select((mark, at) =>
        $"Mark {at + 1}, {words.Period(mark.Date)}: {(mark.Rebases ? "average and limits begin anew" : "a note")}: {mark.Why.TrimEnd('.')}."));

    private string Of(SpecialRun run) =>
        $"{CauseWords.Meaning(run.Cause.Meaning)}, {CauseWords.Pattern(run.Cause)}, {(run.Points == 1 ? words.Period(run.From.Date) : $"{words.Periods(run.Points)} from {words.Date(run.From.Date)} to {words.Date(run.To.Date)}")}";

    private string Level(Stretch group) => group is { Lower: { } lower, Upper: { } upper }
        ? $"average {words.Plain(group.Mean)}, limits {words.Range(lower, upper)}"
        : $"average {words.Plain(group.Mean)}, {CauseWords.NoLimits(group.NoLimits)}";

    private static string Sentence(string text) => text[..1].ToUpperInvariant() + text[1..] + ".";

    private static string Lower(string text) => text[..1].ToLowerInvariant() + text[1..];
}
