using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.SignIn;

/// <summary>A commissioner who is signed in, among a request's features, in place of <see cref="SignedIn"/>: she sees the evidence packs that are published to her, and nothing else.</summary>
/// <param name="Ods">The organisation whose directory has her.</param>
/// <param name="Person">Her staff number.</param>
public sealed record Commissioner(Ods Ods, string Person);
