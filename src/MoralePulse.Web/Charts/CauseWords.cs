using MoralePulse.Domain;
using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>Special causes and icons in words.</summary>
public static class CauseWords
{
    /// <summary>"Improvement: 7 or more in a row above the average".</summary>
    public static string Of(PointCause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return Phrase.With(ChartTexts.CauseIs, Meaning(cause.Meaning), Pattern(cause));
    }

    /// <summary>"7 or more in a row above the average".</summary>
    public static string Pattern(PointCause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var high = cause.Way == "high";
        return cause.Rule switch
        {
            "outside" => high ? ChartTexts.AboveUpper : ChartTexts.BelowLower,
            "trend" => high ? ChartTexts.Rising : ChartTexts.Falling,
            "two-in-three" => high ? ChartTexts.NearUpper : ChartTexts.NearLower,
            _ => high ? ChartTexts.AboveAverage : ChartTexts.BelowAverage,
        };
    }

    /// <summary>"Improvement", "Concern"; "Change" where neither way is better.</summary>
    public static string Meaning(string meaning) => meaning switch { "improvement" => ChartTexts.Improvement, "concern" => ChartTexts.Concern, _ => ChartTexts.Change };

    /// <summary>What a period is: a special cause, common cause, or not judged where its stretch has no limits.</summary>
    public static string What(PeriodPoint point, Trend trend)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(trend);
        return point.Cause is { } cause ? Of(cause) : trend.Groups[point.Group].NoLimits is null ? ChartTexts.Chance : ChartTexts.NotJudged;
    }

    /// <summary>What a variation icon says.</summary>
    public static string Variation(string? variation) => variation switch
    {
        "common-cause" => ChartTexts.Chance,
        "improvement-high" => ChartTexts.ImprovementHigh,
        "improvement-low" => ChartTexts.ImprovementLow,
        "concern-high" => ChartTexts.ConcernHigh,
        "concern-low" => ChartTexts.ConcernLow,
        "neutral-high" => ChartTexts.ChangeHigh,
        "neutral-low" => ChartTexts.ChangeLow,
        _ => ChartTexts.NotJudgedYet,
    };

    /// <summary>What an assurance icon says.</summary>
    public static string Assurance(string? assurance) => assurance switch
    {
        "pass" => ChartTexts.TargetMet,
        "fail" => ChartTexts.TargetNotMet,
        "hit-or-miss" => ChartTexts.TargetByChance,
        _ => ChartTexts.TargetNotJudged,
    };

    /// <summary>Why a stretch has no limits: "too few points to judge (13 are needed)".</summary>
    public static string NoLimits(string? why) => why == "not-enough-variation" ? ChartTexts.NoVariation : ChartTexts.TooFewPoints;
}
