using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Marks;

/// <summary>
/// Takes what was refused back to the page through its address, so that a form is followed by a redirect whatever becomes of it, and nothing is kept on the server.
/// Sealed for the person who sent it: nobody else can be made to see words that she did not write.
/// </summary>
/// <param name="protection">The service's keys.</param>
public sealed class RefusedMarks(IDataProtectionProvider protection)
{
    private const int LongestText = 600; // an address has room for so much

    /// <summary>As the page's query has it.</summary>
    internal string Seal(RefusedMark mark, SignedIn who) =>
        ProtectorOf(who).Protect(JsonSerializer.Serialize(mark with { Value = Cut(mark.Value), Date = Cut(mark.Date), Why = Cut(mark.Why) }));

    /// <summary>Opens it; null where there is none, or it is not hers.</summary>
    internal RefusedMark? Open(string? sealedMark, SignedIn who)
    {
        if (string.IsNullOrEmpty(sealedMark)) return null;
        try
        {
            return JsonSerializer.Deserialize<RefusedMark>(ProtectorOf(who).Unprotect(sealedMark));
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(SignedIn who) => protection.CreateProtector("refused marks", who.Ods.Value, who.Person);

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
