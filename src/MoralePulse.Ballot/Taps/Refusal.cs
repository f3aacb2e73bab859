using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace MoralePulse.Ballot.Taps;

/// <summary>Why a tap was not counted: a closed list, mapped to HTTP once. Whatever it says, the same pass still works if its date is open.</summary>
/// <param name="Slug">End of the stable address under <c>/problems/</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What is wrong, in plain words.</param>
/// <param name="Detail">What to do.</param>
public sealed record Refusal(string Slug, int Status, string Title, string Detail)
{
    /// <summary>The body is not what the contract says.</summary>
    public static readonly Refusal Malformed = new("malformed", 400, "The tap could not be read", "Reload the page and tap again. Your pass is still good.");

    /// <summary>A cookie or an Authorization header came with it.</summary>
    public static readonly Refusal Identified = new("identified", 400, "A tap must come without a cookie or sign-in", "Send it with credentials omitted. Your pass is still good.");

    /// <summary>More bytes than any tap has.</summary>
    public static readonly Refusal TooLarge = new("too-large", 413, "The tap is too large", "Reload the page and tap again. Your pass is still good.");

    /// <summary>Not JSON.</summary>
    public static readonly Refusal NotJson = new("not-json", 415, "A tap is sent as JSON", "Set the content type application/json. Your pass is still good.");

    /// <summary>No organisation of that code takes taps.</summary>
    public static readonly Refusal UnknownOrganisation = new("unknown-organisation", 404, "No organisation of this code takes taps", "Check the address with your organisation.");

    /// <summary>The pass, or the week pass with it, is not one of ours, or not for this.</summary>
    public static readonly Refusal NotAPass = new("not-a-pass", 403, "The pass is not valid here", "Sign in again to collect passes, then tap again. Nothing was spent.");

    /// <summary>Its date lies ahead.</summary>
    public static readonly Refusal NotYet = new("not-yet", 422, "This date has not begun", "Send the tap on its date. Your pass is still good.");

    /// <summary>Its date is over.</summary>
    public static readonly Refusal Over = new("over", 410, "This date is closed", "Taps are counted until three days after their date. Tap for a newer shift instead.");

    /// <summary>No such unit.</summary>
    public static readonly Refusal UnknownUnit = new("unknown-unit", 422, "This team or department is not known", "Choose another one. Your pass is still good.");

    /// <summary>No such shift.</summary>
    public static readonly Refusal UnknownShift = new("unknown-shift", 422, "This shift is not known", "Choose another one. Your pass is still good.");

    /// <summary>No such staff group.</summary>
    public static readonly Refusal UnknownStaffGroup = new("unknown-staff-group", 422, "This staff group is not known", "Choose another one or none. Your pass is still good.");

    /// <summary>No such mood.</summary>
    public static readonly Refusal UnknownMood = new("unknown-mood", 422, "This mood is not known", "Tap green, amber or red. Your pass is still good.");

    /// <summary>Too many wait, or the database does not answer.</summary>
    public static readonly Refusal Busy = new("busy", 503, "The service is busy", "Try again in a few seconds. Your pass is still good.");

    /// <summary>Seconds after which to try again.</summary>
    public int? RetryAfter => Status is 429 or 503 ? 2 : null;

    /// <summary>The problem details of RFC 9457.</summary>
    internal IResult ToResult(HttpContext context)
    {
        if (RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Problem(new ProblemDetails { Type = "/problems/" + Slug, Status = Status, Title = Title, Detail = Detail });
    }
}

/// <summary>What became of a tap.</summary>
public abstract record TapOutcome
{
    private TapOutcome()
    {
    }

    /// <summary>It is durably counted: now, or when it was sent before.</summary>
    public sealed record Counted : TapOutcome;

    /// <summary>It was not counted.</summary>
    /// <param name="Why">One of the closed list.</param>
    public sealed record Refused(Refusal Why) : TapOutcome;
}
