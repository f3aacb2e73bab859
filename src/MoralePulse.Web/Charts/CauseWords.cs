using MoralePulse.Insight.Trends;

namespace MoralePulse.Web.Charts;

/// <summary>Special causes and icons in words.</summary>
public static class CauseWords
{
    /// <summary>"Improvement: 7 or more in a row above the average".</summary>
    public static string Of(PointCause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return $"{Meaning(cause.Meaning)}: {Pattern(cause)}";
    }

    /// <summary>"7 or more in a row above the average".</summary>
    public static string Pattern(PointCause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var high = cause.Way == "high";
        return cause.Rule switch
        {
            "outside" => high ? "above the upper limit" : "below the lower limit",
            "trend" => high ? "7 or more in a row that rise" : "7 or more in a row that fall",
            "two-in-three" => high ? "2 of 3 near the upper limit or above it" : "2 of 3 near the lower limit or below it",
            _ => high ? "7 or more in a row above the average" : "7 or more in a row below the average",
        };
    }

    /// <summary>"Improvement", "Concern"; "Change" where neither way is better.</summary>
    public static string Meaning(string meaning) => meaning switch { "improvement" => "Improvement", "concern" => "Concern", _ => "Change" };

    /// <summary>What a period is: a special cause, common cause, or not judged where its stretch has no limits.</summary>
    public static string What(PeriodPoint point, Trend trend)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(trend);
        return point.Cause is { } cause ? Of(cause) : trend.Groups[point.Group].NoLimits is null ? "No more than chance" : "Not judged";
    }

    /// <summary>What a variation icon says.</summary>
    public static string Variation(string? variation) => variation switch
    {
        "common-cause" => "No more than chance",
        "improvement-high" => "Improvement: higher",
        "improvement-low" => "Improvement: lower",
        "concern-high" => "Concern: higher",
        "concern-low" => "Concern: lower",
        "neutral-high" => "Change: higher",
        "neutral-low" => "Change: lower",
        _ => "Not judged yet",
    };

    /// <summary>What an assurance icon says.</summary>
    public static string Assurance(string? assurance) => assurance switch
    {
        "pass" => "Target met every time",
        "fail" => "Target can't be met as things are",
        "hit-or-miss" => "Target met or missed by chance",
        _ => "Target not judged yet",
    };

    /// <summary>Why a stretch has no limits: "too few points to judge (13 are needed)".</summary>
    public static string NoLimits(string? why) => why == "not-enough-variation" ? "not enough variation to draw limits" : "too few points to draw limits (13 are needed)";
}
