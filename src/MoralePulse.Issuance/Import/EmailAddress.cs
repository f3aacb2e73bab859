using System.Text.RegularExpressions;

namespace MoralePulse.Issuance.Import;

/// <summary>What an e-mail address in a directory may be: one that every mail server takes, without a display name, comments or quotes.</summary>
internal static partial class EmailAddress
{
    private const int Longest = 254; // RFC 5321, less the angle brackets

    public static bool Is(string text) => text.Length <= Longest && Form().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
