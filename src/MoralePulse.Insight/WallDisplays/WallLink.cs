using System.Buffers.Text;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Insight.WallDisplays;

/// <summary>A link that opens a wall display without sign-in, until it is revoked.</summary>
/// <param name="Ods">Whose figures it shows.</param>
/// <param name="Id">Its hash, base64url: names it, and opens nothing.</param>
/// <param name="Name">Where the screen hangs, in the words of who made it.</param>
/// <param name="MadeAs">executive or administrator.</param>
/// <param name="MadeBy">Her staff number.</param>
/// <param name="MadeOn">The organisation's date.</param>
/// <param name="RevokedOn">The organisation's date on which it ended; null while it opens.</param>
public sealed record WallLink(Ods Ods, string Id, string Name, string MadeAs, string MadeBy, DateOnly MadeOn, DateOnly? RevokedOn)
{
    /// <summary>Most letters of a name.</summary>
    public const int LongestName = 80;

    /// <summary>The role in which somebody may make and revoke links; null where she may not. A screen is seen by visitors too, so it is for those who speak or act for the whole organisation.</summary>
    public static string? RoleFor(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.Roles.Contains(Role.Commissioner)) return null;
        return viewer.Roles.Contains(Role.Executive) ? "executive" : viewer.Roles.Contains(Role.Administrator) ? "administrator" : null;
    }

    /// <summary>A link's id of the hash of its token.</summary>
    internal static string IdOf(ReadOnlySpan<byte> hash) => Base64Url.EncodeToString(hash);

    /// <summary>The hash of an id; empty for what is none.</summary>
    internal static byte[] HashOf(string? id) => Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
}
