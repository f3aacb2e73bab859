using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.WallDisplays;

/// <summary>
/// Takes what is told only once back to the page through its address: sealed for the person who asked, and for a few minutes. Neither her browser's history
/// nor somebody who is sent the address gets more than that.
/// </summary>
/// <param name="protection">The service's keys.</param>
public sealed class ToldOnce(IDataProtectionProvider protection)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>As the page's query has it.</summary>
    internal string Seal(string text, SignedIn who) => ProtectorOf(who).Protect(text, KeptFor);

    /// <summary>Opens it; null where there is none, it is not hers, or too old.</summary>
    internal string? Open(string? sealedText, SignedIn who)
    {
        if (string.IsNullOrEmpty(sealedText)) return null;
        try
        {
            return ProtectorOf(who).Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector ProtectorOf(SignedIn who) => protection.CreateProtector("told once", who.Ods.Value, who.Person).ToTimeLimitedDataProtector();
}
