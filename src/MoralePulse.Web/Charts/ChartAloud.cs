using MoralePulse.Domain;
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
    public string Title => Phrase.With(ChartTexts.Title, words.Name, name);

    /// <summary>Period, average, limits, latest, special causes, target, marks; in that order.</summary>
    public string Text => string.Join(' ', new[] { Period, Lines, Latest, SoFar, Causes, Target, Marks, trend.Sentence }.Where(part => part.Length > 0));

    /// <summary>For a small chart: "26 weeks, average 61.2%, limits 52% to 70.4%, latest 66%: no more than chance."</summary>
    public string Brief => trend.Points is not [.., var latest]
        ? Phrase.With(words.ByGrain(ChartTexts.AloudBriefNoneDay, ChartTexts.AloudBriefNoneWeek, ChartTexts.AloudBriefNoneMonth), Title)
        : Phrase.With(ChartTexts.AloudBrief, Title, words.Periods(trend.Points.Count), Level(trend.Groups[^1]), words.Amount(latest.Value), CauseWords.What(latest, trend));

    private string Period => trend.Points switch
    {
        [] => words.ByGrain(ChartTexts.AloudNoDay, ChartTexts.AloudNoWeek, ChartTexts.AloudNoMonth),
        [var only] => Phrase.With(words.ByGrain(ChartTexts.AloudOneDay, ChartTexts.AloudOneWeek, ChartTexts.AloudOneMonth), words.Period(only.Date)),
        [var first, .., var last] => Phrase.With(ChartTexts.AloudPeriods, words.Periods(trend.Points.Count), words.Period(first.Date), words.Period(last.Date), Reader),
    };

    private string Reader => Profile.TryFind(trend.Profile, out var profile) ? profile.Title : trend.Profile;

    private string Lines => trend.Groups switch
    {
        [] => "",
        [var only] => Phrase.With(ChartTexts.AloudSentence, Phrase.Opening(Level(only))),
        _ => string.Join(' ', trend.Groups.Select((group, at) =>
            at == 0 ? Phrase.With(ChartTexts.AloudToBegin, Level(group)) : Phrase.With(ChartTexts.AloudFrom, words.Date(group.From), Level(group)))),
    };

    private string Latest => trend.Points is [.., var last]
        ? Phrase.With(ChartTexts.AloudLatest, words.Period(last.Date), words.Figure(last.Value, last.N), Phrase.Inside(CauseWords.What(last, trend)))
        : "";

    private string SoFar => trend.SoFar is { } soFar ? Phrase.With(ChartTexts.AloudSoFar, words.Period(soFar.Date), words.Figure(soFar.Value, soFar.N)) : "";

    private string Causes => SpecialRun.Of(trend) switch
    {
        [] => trend.Groups.Any(group => group.NoLimits is null) ? ChartTexts.AloudNoCauses : "",
        var runs => Phrase.With(ChartTexts.AloudCauses, string.Join("; ", runs.Select(Of))),
    };

    private string Target => trend.Target is { } target
        ? $"{Phrase.With(target.SetAs == "executive" ? ChartTexts.AloudTargetExecutive : ChartTexts.AloudTargetManager, words.Plain(target.Value), TrendWords.Day(target.SetOn))} {trend.TargetSentence}".TrimEnd()
        : "";

    private string Marks => string.Join(' ', trend.Annotations.Select((mark, at) =>
        Phrase.With(mark.Rebases ? ChartTexts.AloudRebase : ChartTexts.AloudNote, at + 1, words.Period(mark.Date), mark.Why.TrimEnd('.'))));

    private string Of(SpecialRun run) => Phrase.With(
        ChartTexts.AloudCause, CauseWords.Meaning(run.Cause.Meaning), CauseWords.Pattern(run.Cause),
        run.Points == 1 ? words.Period(run.From.Date) : Phrase.With(ChartTexts.AloudCausePeriods, words.Periods(run.Points), words.Date(run.From.Date), words.Date(run.To.Date)));

    private string Level(Stretch group) => group is { Lower: { } lower, Upper: { } upper }
        ? Phrase.With(ChartTexts.AloudLevel, words.Plain(group.Mean), words.Range(lower, upper))
        : Phrase.With(ChartTexts.AloudLevelNoLimits, words.Plain(group.Mean), CauseWords.NoLimits(group.NoLimits));
}
