using System.Globalization;
using System.Text;

namespace MoralePulse.Issuance.Import;

/// <summary>What a name on boards may be: one line, not too long, and nothing that hides or turns the letters beside it.</summary>
internal static class PlainName
{
    /// <summary>Characters at most.</summary>
    public const int Longest = 200;

    public static bool Is(string name) => name.Length is > 0 and <= Longest && !name.EnumerateRunes().Any(IsHidden);

    // Zero-width and direction marks (Cf) make two different names look the same.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
