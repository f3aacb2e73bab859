namespace MoralePulse.Domain.Trends;

/// <summary>Says in plain words what opened and what has passed on a weekly trend: improvements in the same words, at the same length, as concerns.</summary>
public static class ChangeInWords
{
    /// <summary>"Weekly share of green has been above its average since the week from 5 October 2026: this is unlikely to be chance. …"</summary>
    /// <param name="measure">What it measures.</param>
    /// <param name="cause">Which pattern, which way, for better or worse.</param>
    /// <param name="since">Monday of the first week of the pattern.</param>
    /// <param name="openedFor">Monday of the week whose point showed it.</param>
    public static string Opened(Measure measure, SpecialCause cause, DateOnly since, DateOnly openedFor)
    {
        var figure = new TrendWords(Grain.Week, measure);
        var high = cause.Way == Way.High;
        var pattern = cause.Rule switch
        {
            Rule.Outside => $"{figure.InPeriod(openedFor)} was {(high ? "above" : "below")} the range that chance explains",
            Rule.Trend => $"has {(high ? "risen" : "fallen")} without a break since {Week(since)}",
            Rule.TwoInThree => $"has been unusually {(high ? "high" : "low")} since {Week(since)}",
            _ => $"has been {(high ? "above" : "below")} its average since {Week(since)}",
        };
        return $"{figure.Name} {pattern}: this is unlikely to be chance. {ReadingInWords.Meant(cause.Meaning)}";
    }

    /// <summary>"The improvement in weekly share of green since the week from 5 October 2026 has passed: it was last seen in the week from 23 November 2026."</summary>
    /// <param name="measure">What it measures.</param>
    /// <param name="meaning">For better or worse.</param>
    /// <param name="since">Monday of the first week of the pattern.</param>
    /// <param name="lastSeen">Monday of the last week of it.</param>
    public static string Passed(Measure measure, Meaning meaning, DateOnly since, DateOnly lastSeen) =>
        $"The {(meaning == Meaning.Improvement ? "improvement in" : meaning == Meaning.Concern ? "concern about" : "change of")} {new TrendWords(Grain.Week, measure).NameInside} since {Week(since)} has passed: it was last seen in {Week(lastSeen)}.";

    private static string Week(DateOnly monday) => $"the week from {TrendWords.Date(monday)}";
}
