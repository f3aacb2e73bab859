namespace MoralePulse.Web.Problems;

/// <summary>What the address of a problem (RFC 9457, <c>type</c>) leads to: what it means and what to do, for people first and for those who write programs.</summary>
/// <param name="Slug">End of the address.</param>
/// <param name="Title">What happened.</param>
/// <param name="Meaning">What that means.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Explained(string Slug, string Title, string Meaning, string Remedy)
{
    private const string StillGood = "Nothing was counted, and the same pass still works.";

    /// <summary>Every problem that the service names; a test holds this list against the sources.</summary>
    public static IReadOnlyList<Explained> All { get; } =
    [
        new("busy", "The service is busy", "More people than usual ask at the same moment, or the database is away for a moment. Nothing was counted and nothing is lost.", "Wait as many seconds as the answer's Retry-After says, then send the very same again: a tap counts once, however often it is sent."),
        new("identified", "A tap came with a sign-in", "A tap must not tell who sends it, so one with a cookie or an Authorization header is refused unread. " + StillGood, "Reload the page and tap again. Programs: send no cookies (credentials: \"omit\") and no Authorization header."),
        new("issued-before", "These passes were collected before", "Each person gets one pass for each date and one for each week. Those of the key ids listed were given out before, for another message.", "They are on the device that collected them: tap there. Programs: leave out the keys listed and ask for the others."),
        new("key-gone", "These passes can't be collected any more", "The keys listed are unknown here, or were destroyed at noon on the day after their date or week.", "Reload the page, and tap for a newer shift. Programs: leave out the keys listed, read the list of keys again and ask for the others."),
        new("malformed", "The request could not be read", "Something in it is missing, misspelt, there twice or not known. Nothing was counted; a pass in it still works.", "Reload the page and try again. Programs: /openapi/v1.json describes every body, and members that it doesn't name are refused."),
        new("message-in-use", "A blinded message was already used", "Somebody else has collected a pass with the same blinded message, which chance does not bring about.", "Reload the page and try again. Programs: blind a new message for each of the keys listed."),
        new("not-a-pass", "The pass is not valid here", "Its signature is not that of a day key of this organisation, or the week pass with it is not of the same week. Nothing was spent.", "Reload the page to collect passes, then tap again. If it happens again, tell the people who run MoralePulse in your organisation."),
        new("not-blinded", "A message is not a blinded one", "For the keys listed the message is longer than the key, or one that no blinding yields.", "Reload the page and try again. Programs: blind a new message for each of the keys listed."),
        new("not-in-directory", "You are not in the directory any more", "The last list of staff that your organisation brought in does not name you.", "Ask the people who keep your organisation's directory. Once you are named again, sign in again."),
        new("not-json", "The body must be JSON", "The request's content type is not application/json in UTF-8. " + StillGood, "Reload the page and try again. Programs: set the content type application/json."),
        new("not-yet", "This date has not begun", "A tap is for the date on which the shift began, and that lies ahead. " + StillGood, "Send it on its date, or choose Change and correct the date."),
        new("not-yours", "This is not for you to see", "Everybody sees the organisation and its departments; teams are seen by their own staff, their managers and executives.", "Ask an administrator of your organisation if you need to see it."),
        new("one-at-a-time", "Passes are being collected for you already", "Another page or device of yours has asked, and its answer is not there yet. Nothing is lost.", "Wait a few seconds and reload the page. Programs: wait as long as Retry-After says, then send the same messages again."),
        new("other-origin", "The request came from another site's page", "What changes something, or watches boards, is answered to pages of MoralePulse only.", "Open MoralePulse at its own address and try again."),
        new("over", "This date is closed", "Taps are counted until three days after the date on which the shift began. This one was not counted.", "Tap for a newer shift instead."),
        new("sign-in-first", "You are not signed in", "Nobody has signed in with this browser, or the sign-in is over.", "Sign in on the start page, then try again."),
        new("too-large", "The request is too large", "It has more bytes than any request of this kind needs. " + StillGood, "Reload the page and try again. Programs: a tap has at most 8 kB, and at most 32 passes are collected at a time."),
        new("unexpected", "Something went wrong on our side", "We did not foresee this. Nothing that you sent is lost: the same tap may be sent again, and counts once.", "Try again. If it happens again, tell whoever looks after MoralePulse in your organisation."),
        new("unknown-link", "This link stops nobody's e-mails", "It is not whole, or it is of an e-mail from before. Nobody's e-mails were changed.", "Use the whole link of the newest e-mail, or sign in and choose your notices there."),
        new("unknown-mood", "This mood is not known", "A mood is green, amber or red. " + StillGood, "Choose one of the three and send again."),
        new("unknown-organisation", "This organisation is not known here", "No organisation of this code is here, or it has not opened for taps yet.", "Check the address with your organisation."),
        new("unknown-shift", "This shift is not known", "Your organisation's list of shifts does not have it, perhaps not any more. " + StillGood, "Reload the page, choose Change and another shift, and send again."),
        new("unknown-staff-group", "This staff group is not known", "Your organisation's list of staff groups does not have it. " + StillGood, "Reload the page, choose Change and another staff group or “Leave out”, and send again."),
        new("unknown-trend", "There is no such trend", "A trend has a grain, a measure and a profile, and one of those that were asked for does not exist.", "Choose one on the page of trends. Programs: grain is day, week or month; measure is green, red, taps or reach; profile is excel or r."),
        new("unknown-unit", "This team or department is not known", "Your organisation's tree does not have it, perhaps not any more. If it came with a tap: " + StillGood, "Reload the page, choose Change and another unit, and send again; or choose one from the board."),
    ];

    /// <summary>The problem of an address; null where there is none.</summary>
    public static Explained? Of(string slug) => All.FirstOrDefault(known => known.Slug == slug);
}
