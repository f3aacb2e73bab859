namespace MoralePulse.Web.Notices;

/// <summary>What choosing notices refuses: problem details of RFC 9457.</summary>
internal static class NoticeProblems
{
    public static IResult OtherOrigin => Problem("other-origin", 403, "This page may not change your notices", "Open MoralePulse at its own address and try again.");

    public static IResult NotYours => Problem("not-yours", 403, "You don't lead this unit", "Its manager, or an executive, can set where its news is posted.");

    public static IResult UnknownToken => Problem("unknown-link", 404, "This link stops nobody's e-mails", "Use the whole link of the newest e-mail, or sign in and choose your notices there.");

    private static IResult Problem(string slug, int status, string title, string detail) => Results.Problem(type: "/problems/" + slug, statusCode: status, title: title, detail: detail);
}
