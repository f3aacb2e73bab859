using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.SignIn;

/// <summary>The signed-in person of a request, among its features; nothing for anonymous and removed ones.</summary>
/// <param name="Ods">Her organisation.</param>
/// <param name="Person">Her staff number.</param>
/// <param name="StaffGroup">Code of her staff group, or null.</param>
/// <param name="Viewer">What she may see; also a feature of its own.</param>
/// <param name="WalletId">Random name under which her devices keep her passes, base64url.</param>
/// <param name="Shared">Whether she said that others use this computer, too: then nothing of hers stays on it.</param>
public sealed record SignedIn(Ods Ods, string Person, string? StaffGroup, Viewer Viewer, string WalletId, bool Shared);
