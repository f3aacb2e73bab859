namespace MoralePulse.Issuance.People;

/// <summary>What an identity provider calls a person: its issuer and her subject there. A subject alone is nobody: two providers may use it for two people.</summary>
/// <param name="Issuer">The provider's <c>iss</c>; empty in a directory that was written for one provider only.</param>
/// <param name="Subject">Her <c>sub</c>.</param>
public readonly record struct SignInIdentity(string Issuer, string Subject)
{
    private const int Longest = 255;

    /// <summary>As a person reads it: the subject, and the issuer where it is known.</summary>
    public string InWords => Issuer is "" ? Subject : $"{Subject} ({Issuer})";

    /// <summary>Whether a text can be an issuer: an https address without query and fragment (OpenID Connect Core, 2), or one of this machine's own for development.</summary>
    public static bool IsIssuer(string text) =>
        text is { Length: > 0 and <= Longest } && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true }) && address is { Query: "", Fragment: "", UserInfo: "" };
}
