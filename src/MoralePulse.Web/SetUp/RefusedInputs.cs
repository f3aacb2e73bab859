using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary>What was sent with a form of the set-up pages and refused, to be shown again as it was typed.</summary>
/// <param name="Form">Which form.</param>
/// <param name="Field">The field that is wrong; empty where it is about the whole.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Values">Its fields, by name.</param>
public sealed record RefusedInput(string Form, string Field, string Detail, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The id of the field that is wrong, for the link in the error summary.</summary>
    public string At => Field is "" ? Form : $"{Form}-{Field}";
}

/// <summary>
/// Takes what was refused back to its page through the address, sealed for whoever sent it, so that a form is followed by a redirect whatever becomes of it and nothing is kept on the
/// server. The same seal hides what an administrator looks for among people: no staff number stands in an address.
/// </summary>
/// <param name="protection">The service's keys.</param>
public sealed class RefusedInputs(IDataProtectionProvider protection)
{
    private const int LongestText = 300; // an address has room for so much

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    // What says nothing to anybody again, or must not: codes, and what a form carries for itself.
    private static readonly string[] NeverShownAgain = ["code", "seen", "expected"];

    internal string Seal(string form, string field, string detail, IFormCollection sent, SignedIn? who) =>
        Seal(new RefusedInput(form, field, detail, sent.Where(one => !NeverShownAgain.Contains(one.Key)).ToDictionary(one => one.Key, one => Cut(one.Value.ToString().Trim()))), who);

    internal string Seal<T>(T value, SignedIn? who) => ProtectorOf(who).Protect(JsonSerializer.Serialize(value, Plain));

    /// <summary>Opens it; null where there is none, or it is not hers.</summary>
    internal T? Open<T>(string? box, SignedIn? who)
        where T : class
    {
        if (string.IsNullOrEmpty(box)) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(ProtectorOf(who).Unprotect(box), Plain);
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(SignedIn? who) => protection.CreateProtector("set-up pages", who is null ? "nobody" : who.Ods.Value, who?.Person ?? "");

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
