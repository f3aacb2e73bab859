using Microsoft.AspNetCore.Http;

namespace MoralePulse.Insight;

/// <summary>What a board's address answers when there is nothing to show: problem details of RFC 9457.</summary>
internal static class InsightProblems
{
    public static IResult SignInFirst => Problem("sign-in-first", 401, InsightProblemTexts.SignInFirst, InsightProblemTexts.SignInFirstRemedy);

    public static IResult NotYours => Problem("not-yours", 403, InsightProblemTexts.NotYours, InsightProblemTexts.NotYoursRemedy);

    public static IResult Unknown => Problem("unknown-unit", 404, InsightProblemTexts.Unknown, InsightProblemTexts.UnknownRemedy);

    public static IResult NoSuchTrend => Problem("unknown-trend", 400, InsightProblemTexts.NoSuchTrend, InsightProblemTexts.NoSuchTrendRemedy);

    private static IResult Problem(string slug, int status, string title, string detail) =>
        Results.Problem(type: "/problems/" + slug, statusCode: status, title: title, detail: detail);
}
