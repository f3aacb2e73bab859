namespace MoralePulse.Web.Problems;

/// <summary>What the address of a problem (RFC 9457, <c>type</c>) leads to: what it means and what to do, for people first and for those who write programs.</summary>
/// <param name="Slug">End of the address.</param>
/// <param name="Title">What happened.</param>
/// <param name="Meaning">What that means.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Explained(string Slug, string Title, string Meaning, string Remedy)
{
    /// <summary>Every problem that the service names; a test holds this list against the sources.</summary>
    public static IReadOnlyList<Explained> All =>
    [
        new("busy", ExplainedTexts.Busy, ExplainedTexts.BusyMeans, ExplainedTexts.BusyRemedy),
        new("called-off", ExplainedTexts.CalledOff, ExplainedTexts.CalledOffMeans, ExplainedTexts.CalledOffRemedy),
        new("has-arrived", ExplainedTexts.HasArrived, ExplainedTexts.HasArrivedMeans, ExplainedTexts.HasArrivedRemedy),
        new("identified", ExplainedTexts.Identified, StillGood(ExplainedTexts.IdentifiedMeans), ExplainedTexts.IdentifiedRemedy),
        new("issued-before", ExplainedTexts.IssuedBefore, ExplainedTexts.IssuedBeforeMeans, ExplainedTexts.IssuedBeforeRemedy),
        new("key-gone", ExplainedTexts.KeyGone, ExplainedTexts.KeyGoneMeans, ExplainedTexts.KeyGoneRemedy),
        new("letter-name-used", ExplainedTexts.LetterNameUsed, ExplainedTexts.LetterNameUsedMeans, ExplainedTexts.LetterNameUsedRemedy),
        new("mailbox-full", ExplainedTexts.MailboxFull, ExplainedTexts.MailboxFullMeans, ExplainedTexts.MailboxFullRemedy),
        new("malformed", ExplainedTexts.Malformed, ExplainedTexts.MalformedMeans, ExplainedTexts.MalformedRemedy),
        new("message-in-use", ExplainedTexts.MessageInUse, ExplainedTexts.MessageInUseMeans, ExplainedTexts.MessageInUseRemedy),
        new("no-letter", ExplainedTexts.NoLetter, ExplainedTexts.NoLetterMeans, ExplainedTexts.NoLetterRemedy),
        new("not-a-pass", ExplainedTexts.NotAPass, ExplainedTexts.NotAPassMeans, ExplainedTexts.NotAPassRemedy),
        new("not-blinded", ExplainedTexts.NotBlinded, ExplainedTexts.NotBlindedMeans, ExplainedTexts.NotBlindedRemedy),
        new("not-bytes", ExplainedTexts.NotBytes, ExplainedTexts.NotBytesMeans, ExplainedTexts.NotBytesRemedy),
        new("not-in-directory", ExplainedTexts.NotInDirectory, ExplainedTexts.NotInDirectoryMeans, ExplainedTexts.NotInDirectoryRemedy),
        new("not-json", ExplainedTexts.NotJson, StillGood(ExplainedTexts.NotJsonMeans), ExplainedTexts.NotJsonRemedy),
        new("not-yet", ExplainedTexts.NotYet, StillGood(ExplainedTexts.NotYetMeans), ExplainedTexts.NotYetRemedy),
        new("not-yours", ExplainedTexts.NotYours, ExplainedTexts.NotYoursMeans, ExplainedTexts.NotYoursRemedy),
        new("one-at-a-time", ExplainedTexts.OneAtATime, ExplainedTexts.OneAtATimeMeans, ExplainedTexts.OneAtATimeRemedy),
        new("other-origin", ExplainedTexts.OtherOrigin, ExplainedTexts.OtherOriginMeans, ExplainedTexts.OtherOriginRemedy),
        new("over", ExplainedTexts.Over, ExplainedTexts.OverMeans, ExplainedTexts.OverRemedy),
        new("sign-in-first", ExplainedTexts.SignInFirst, ExplainedTexts.SignInFirstMeans, ExplainedTexts.SignInFirstRemedy),
        new("too-large", ExplainedTexts.TooLarge, StillGood(ExplainedTexts.TooLargeMeans), ExplainedTexts.TooLargeRemedy),
        new("too-many-moves", ExplainedTexts.TooManyMoves, ExplainedTexts.TooManyMovesMeans, ExplainedTexts.TooManyMovesRemedy),
        new("unexpected", ExplainedTexts.Unexpected, ExplainedTexts.UnexpectedMeans, ExplainedTexts.UnexpectedRemedy),
        new("unknown-link", ExplainedTexts.UnknownLink, ExplainedTexts.UnknownLinkMeans, ExplainedTexts.UnknownLinkRemedy),
        new("unknown-mood", ExplainedTexts.UnknownMood, StillGood(ExplainedTexts.UnknownMoodMeans), ExplainedTexts.UnknownMoodRemedy),
        new("unknown-organisation", ExplainedTexts.UnknownOrganisation, ExplainedTexts.UnknownOrganisationMeans, ExplainedTexts.UnknownOrganisationRemedy),
        new("unknown-shift", ExplainedTexts.UnknownShift, StillGood(ExplainedTexts.UnknownShiftMeans), ExplainedTexts.UnknownShiftRemedy),
        new("unknown-staff-group", ExplainedTexts.UnknownStaffGroup, StillGood(ExplainedTexts.UnknownStaffGroupMeans), ExplainedTexts.UnknownStaffGroupRemedy),
        new("unknown-trend", ExplainedTexts.UnknownTrend, ExplainedTexts.UnknownTrendMeans, ExplainedTexts.UnknownTrendRemedy),
        new("unknown-unit", ExplainedTexts.UnknownUnit, StillGood(ExplainedTexts.UnknownUnitMeans), ExplainedTexts.UnknownUnitRemedy),
    ];

    /// <summary>The problem of an address; null where there is none.</summary>
    public static Explained? Of(string slug) => All.FirstOrDefault(known => known.Slug == slug);

    private static string StillGood(string meaning) => $"{meaning} {ExplainedTexts.StillGood}";
}
