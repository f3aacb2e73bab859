namespace MoralePulse.Issuance.Notices;

/// <summary>A digest as it is sent.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">In plain text.</param>
/// <param name="Html">The same in HTML.</param>
/// <param name="Unsubscribe">One click stops her notices (RFC 8058).</param>
public sealed record NoticeMail(string Subject, string Text, string Html, Uri Unsubscribe);
