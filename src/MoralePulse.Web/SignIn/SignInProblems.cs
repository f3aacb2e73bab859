namespace MoralePulse.Web.SignIn;

/// <summary>What sign-in refuses: problem details of RFC 9457.</summary>
internal static class SignInProblems
{
    public static IResult SignInFirst => Problem("sign-in-first", 401, "Please sign in", "Sign in, then try again.");

    public static IResult NotAllowed => Problem("not-yours", 403, "You can't open this", "Ask an administrator of your organisation if you need to.");

    public static IResult OtherOrigin => Problem("other-origin", 403, "This page may not sign you in or out", "Open MoralePulse at its own address and try again.");

    private static IResult Problem(string slug, int status, string title, string detail) =>
        Results.Problem(type: "/problems/" + slug, statusCode: status, title: title, detail: detail);
}
