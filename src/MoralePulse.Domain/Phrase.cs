using System.Globalization;

namespace MoralePulse.Domain;

/// <summary>Puts the texts of resource files together.</summary>
public static class Phrase
{
    /// <summary>A text with its values: <c>{0}</c>, <c>{1}</c>, …</summary>
    public static string With(string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>A text as it stands inside a sentence: "weekly share of green".</summary>
    public static string Inside(string text) => string.IsNullOrEmpty(text) ? "" : text[..1].ToLower(CultureInfo.CurrentCulture) + text[1..];

    /// <summary>A text as it stands at the start of a sentence.</summary>
    public static string Opening(string text) => string.IsNullOrEmpty(text) ? "" : text[..1].ToUpper(CultureInfo.CurrentCulture) + text[1..];
}
