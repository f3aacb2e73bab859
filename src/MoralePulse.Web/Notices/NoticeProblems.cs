using MoralePulse.Web.Problems;

namespace MoralePulse.Web.Notices;

/// <summary>What choosing notices refuses: problem details of RFC 9457, and for people pages.</summary>
internal static class NoticeProblems
{
    public static IResult OtherOrigin => Problem("other-origin", 403, NoticeProblemTexts.OtherOrigin, NoticeProblemTexts.OtherOriginRemedy);

    public static IResult NotYours => Problem("not-yours", 403, NoticeProblemTexts.NotYours, NoticeProblemTexts.NotYoursRemedy);

    public static IResult UnknownToken => Problem("unknown-link", 404, NoticeProblemTexts.UnknownLink, NoticeProblemTexts.UnknownLinkRemedy);

    private static ForPeople Problem(string slug, int status, string title, string detail) => new(TypedResults.Problem(type: "/problems/" + slug, statusCode: status, title: title, detail: detail));
}
