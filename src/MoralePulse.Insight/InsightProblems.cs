using Microsoft.AspNetCore.Http;

namespace MoralePulse.Insight;

/// <summary>What a board's address answers when there is nothing to show: problem details of RFC 9457.</summary>
internal static class InsightProblems
{
    public static IResult SignInFirst => Problem("sign-in-first", 401, "Please sign in", "Sign in, then open this page again.");

    public static IResult NotYours => Problem("not-yours", 403, "You can't see this figure", "Everybody sees the organisation and every department; teams are seen by their own staff and managers.");

    public static IResult Unknown => Problem("unknown-unit", 404, "This unit or group is not known", "Choose one from the board.");

    public static IResult NoSuchTrend => Problem("unknown-trend", 400, "There is no such trend", "grain is day, week or month; measure is green, red, taps or reach; profile is excel or r.");

    private static IResult Problem(string slug, int status, string title, string detail) =>
        Results.Problem(type: "/problems/" + slug, statusCode: status, title: title, detail: detail);
}
