using Microsoft.AspNetCore.Http;

namespace MoralePulse.Issuance;

/// <summary>What this side refuses, mapped to HTTP once: problem details of RFC 9457.</summary>
internal static class IssuanceProblems
{
    public static IResult UnknownOrganisation => Problem("unknown-organisation", 404, IssuanceProblemTexts.UnknownOrganisation, IssuanceProblemTexts.UnknownOrganisationRemedy);

    public static IResult SignInFirst => Problem("sign-in-first", 401, IssuanceProblemTexts.SignInFirst, IssuanceProblemTexts.SignInFirstRemedy);

    public static IResult NotInDirectory => Problem("not-in-directory", 403, IssuanceProblemTexts.NotInDirectory, IssuanceProblemTexts.NotInDirectoryRemedy);

    public static IResult OtherOrigin => Problem("other-origin", 403, IssuanceProblemTexts.OtherOrigin, IssuanceProblemTexts.OtherOriginRemedy);

    public static IResult NotJson => Problem("not-json", 415, IssuanceProblemTexts.NotJson, IssuanceProblemTexts.NotJsonRemedy);

    public static IResult TooLarge => Problem("too-large", 413, IssuanceProblemTexts.TooLarge, IssuanceProblemTexts.TooLargeRemedy);

    public static IResult Malformed => Problem("malformed", 400, IssuanceProblemTexts.Malformed, IssuanceProblemTexts.MalformedRemedy);

    public static IResult Busy => Problem("busy", 503, IssuanceProblemTexts.Busy, IssuanceProblemTexts.BusyRemedy);

    public static IResult AtWork => Problem("one-at-a-time", 429, IssuanceProblemTexts.AtWork, IssuanceProblemTexts.AtWorkRemedy);

    public static IResult NotBlinded(IEnumerable<string> keyIds) =>
        Problem("not-blinded", 400, IssuanceProblemTexts.NotBlinded, IssuanceProblemTexts.NotBlindedRemedy, keyIds);

    public static IResult OthersMessage(IEnumerable<string> keyIds) =>
        Problem("message-in-use", 400, IssuanceProblemTexts.OthersMessage, IssuanceProblemTexts.OthersMessageRemedy, keyIds);

    public static IResult Destroyed(IEnumerable<string> keyIds) =>
        Problem("key-gone", 410, IssuanceProblemTexts.Destroyed, IssuanceProblemTexts.DestroyedRemedy, keyIds);

    public static IResult IssuedBefore(IEnumerable<string> keyIds) =>
        Problem("issued-before", 409, IssuanceProblemTexts.IssuedBefore, IssuanceProblemTexts.IssuedBeforeRemedy, keyIds);

    public static IResult NoLetterName => Problem("malformed", 400, IssuanceProblemTexts.Malformed, IssuanceProblemTexts.NoLetterNameRemedy);

    public static IResult NotALetter => Problem("not-bytes", 415, IssuanceProblemTexts.NotALetter, IssuanceProblemTexts.NotALetterRemedy);

    public static IResult WrongLength => Problem("too-large", 413, IssuanceProblemTexts.WrongLength, IssuanceProblemTexts.WrongLengthRemedy);

    public static IResult NoLetter => Problem("no-letter", 404, IssuanceProblemTexts.NoLetter, IssuanceProblemTexts.NoLetterRemedy);

    public static IResult LetterNameUsed => Problem("letter-name-used", 409, IssuanceProblemTexts.LetterNameUsed, IssuanceProblemTexts.LetterNameUsedRemedy);

    public static IResult HasArrived => Problem("has-arrived", 409, IssuanceProblemTexts.HasArrived, IssuanceProblemTexts.HasArrivedRemedy);

    public static IResult CalledOff => Problem("called-off", 409, IssuanceProblemTexts.CalledOff, IssuanceProblemTexts.CalledOffRemedy);

    public static IResult TooManyLetters => Problem("too-many-moves", 429, IssuanceProblemTexts.TooManyLetters, IssuanceProblemTexts.TooManyLettersRemedy);

    public static IResult MailboxFull => Problem("mailbox-full", 503, IssuanceProblemTexts.MailboxFull, IssuanceProblemTexts.MailboxFullRemedy);

    private static IResult Problem(string slug, int status, string title, string detail, IEnumerable<string>? keyIds = null) => Results.Problem(
        type: "/problems/" + slug, statusCode: status, title: title, detail: detail,
        extensions: keyIds is null ? null : new Dictionary<string, object?> { ["keyIds"] = keyIds.Order(StringComparer.Ordinal).ToList() });
}
