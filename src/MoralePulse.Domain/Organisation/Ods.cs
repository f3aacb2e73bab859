using System.Diagnostics.CodeAnalysis;

namespace MoralePulse.Domain.Organisation;

/// <summary>An organisation's ODS code: 1 to 12 capital letters and digits. Source: NHS Organisation Data Service.</summary>
public readonly record struct Ods : IParsable<Ods>
{
    private readonly string? value;

    private Ods(string value) => this.value = value;

    /// <summary>The code in capital letters; empty only for <c>default</c>, which names no organisation.</summary>
    public string Value => value ?? "";

    /// <summary>Reads a code, small letters allowed.</summary>
    /// <exception cref="FormatException">Not 1 to 12 letters and digits.</exception>
    public static Ods Parse(string s) => TryParse(s, null, out var ods) ? ods : throw new FormatException($"“{s}” is no ODS code: 1 to 12 letters and digits.");

    static Ods IParsable<Ods>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a code, small letters allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Ods result)
    {
        var valid = s is { Length: >= 1 and <= 12 } && s.All(char.IsAsciiLetterOrDigit);
        result = valid ? new Ods(s!.ToUpperInvariant()) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
