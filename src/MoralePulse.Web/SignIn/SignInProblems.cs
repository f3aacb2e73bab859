using MoralePulse.Web.Problems;

namespace MoralePulse.Web.SignIn;

/// <summary>What sign-in refuses: problem details of RFC 9457, and for people who sent a form a page.</summary>
internal static class SignInProblems
{
    public static IResult SignInFirst => Problem("sign-in-first", 401, SignInProblemTexts.SignInFirst, SignInProblemTexts.SignInFirstRemedy);

    public static IResult NotAllowed => Problem("not-yours", 403, SignInProblemTexts.NotAllowed, SignInProblemTexts.NotAllowedRemedy);

    public static IResult OtherOrigin => Problem("other-origin", 403, SignInProblemTexts.OtherOrigin, SignInProblemTexts.OtherOriginRemedy);

    private static ForPeople Problem(string slug, int status, string title, string detail) => new(TypedResults.Problem(type: "/problems/" + slug, statusCode: status, title: title, detail: detail));
}
