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
    public static Refusal Malformed => new("malformed", 400, RefusalTexts.Malformed, RefusalTexts.MalformedRemedy);

    /// <summary>A cookie or an Authorization header came with it.</summary>
    public static Refusal Identified => new("identified", 400, RefusalTexts.Identified, RefusalTexts.IdentifiedRemedy);

    /// <summary>More bytes than any tap has.</summary>
    public static Refusal TooLarge => new("too-large", 413, RefusalTexts.TooLarge, RefusalTexts.TooLargeRemedy);

    /// <summary>Not JSON.</summary>
    public static Refusal NotJson => new("not-json", 415, RefusalTexts.NotJson, RefusalTexts.NotJsonRemedy);

    /// <summary>No organisation of that code takes taps.</summary>
    public static Refusal UnknownOrganisation => new("unknown-organisation", 404, RefusalTexts.UnknownOrganisation, RefusalTexts.UnknownOrganisationRemedy);

    /// <summary>The pass, or the week pass with it, is not one of ours, or not for this.</summary>
    public static Refusal NotAPass => new("not-a-pass", 403, RefusalTexts.NotAPass, RefusalTexts.NotAPassRemedy);

    /// <summary>Its date lies ahead.</summary>
    public static Refusal NotYet => new("not-yet", 422, RefusalTexts.NotYet, RefusalTexts.NotYetRemedy);

    /// <summary>Its date is over.</summary>
    public static Refusal Over => new("over", 410, RefusalTexts.Over, RefusalTexts.OverRemedy);

    /// <summary>No such unit.</summary>
    public static Refusal UnknownUnit => new("unknown-unit", 422, RefusalTexts.UnknownUnit, RefusalTexts.UnknownUnitRemedy);

    /// <summary>No such shift.</summary>
    public static Refusal UnknownShift => new("unknown-shift", 422, RefusalTexts.UnknownShift, RefusalTexts.UnknownShiftRemedy);

    /// <summary>No such staff group.</summary>
    public static Refusal UnknownStaffGroup => new("unknown-staff-group", 422, RefusalTexts.UnknownStaffGroup, RefusalTexts.UnknownStaffGroupRemedy);

    /// <summary>No such mood.</summary>
    public static Refusal UnknownMood => new("unknown-mood", 422, RefusalTexts.UnknownMood, RefusalTexts.UnknownMoodRemedy);

    /// <summary>Too many wait, or the database does not answer.</summary>
    public static Refusal Busy => new("busy", 503, RefusalTexts.Busy, RefusalTexts.BusyRemedy);

    /// <summary>Seconds after which to try again.</summary>
    public int? RetryAfter => Status is 503 ? 2 : null;

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
