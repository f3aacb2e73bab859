using Microsoft.AspNetCore.Http;

namespace MoralePulse.Issuance;

/// <summary>What this side refuses, mapped to HTTP once: problem details of RFC 9457.</summary>
internal static class IssuanceProblems
{
    public static IResult UnknownOrganisation => Problem("unknown-organisation", 404, "There is no organisation of this code", "Check the address with your organisation.");

    public static IResult SignInFirst => Problem("sign-in-first", 401, "Please sign in", "Sign in, then try again.");

    public static IResult NotInDirectory => Problem("not-in-directory", 403, "You are not in the directory any more", "Ask the people who keep your organisation's directory.");

    public static IResult OtherOrigin => Problem("other-origin", 403, "This page may not ask for passes", "Open MoralePulse at its own address and try again.");

    public static IResult NotJson => Problem("not-json", 415, "The request must be JSON", "Set the content type application/json.");

    public static IResult TooLarge => Problem("too-large", 413, "The request is too large", "Ask for at most 32 passes at a time.");

    public static IResult Malformed => Problem("malformed", 400, "The request could not be read", "Send blinded messages with their key ids, each key once, at most 32. Reload the page and try again.");

    public static IResult Busy => Problem("busy", 503, "Many people are collecting passes", "Try again in a few seconds with the same messages. Nothing was lost.");

    public static IResult AtWork => Problem("one-at-a-time", 429, "Passes are being collected for you already", "Wait for that answer, or try again in a few seconds with the same messages. Nothing was lost.");

    public static IResult NotBlinded(IEnumerable<string> keyIds) =>
        Problem("not-blinded", 400, "A message is not a blinded one for its key", "Blind a new message for the keys listed. Reload the page and try again.", keyIds);

    public static IResult OthersMessage(IEnumerable<string> keyIds) =>
        Problem("message-in-use", 400, "A message was already used", "Blind a new message for the keys listed.", keyIds);

    public static IResult Destroyed(IEnumerable<string> keyIds) =>
        Problem("key-gone", 410, "Passes of these dates can't be collected any more", "Leave out the keys listed, read the key list again, and collect the others.", keyIds);

    public static IResult IssuedBefore(IEnumerable<string> keyIds) =>
        Problem("issued-before", 409, "You have collected these passes before", "They are on the device that you collected them with. Leave out the keys listed and collect the others.", keyIds);

    private static IResult Problem(string slug, int status, string title, string detail, IEnumerable<string>? keyIds = null) => Results.Problem(
        type: "/problems/" + slug, statusCode: status, title: title, detail: detail,
        extensions: keyIds is null ? null : new Dictionary<string, object?> { ["keyIds"] = keyIds.Order(StringComparer.Ordinal).ToList() });
}
