using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace MoralePulse.Issuance.SetUp;

/// <summary>A row of the trail that is still to be written.</summary>
/// <param name="Act">What was done: one of the words of the table's CHECK.</param>
/// <param name="About">Staff number whose role or identity changed, or a shift's code.</param>
/// <param name="Before">Values before, JSON; null where there were none.</param>
/// <param name="After">Values after, JSON; null where there are none.</param>
internal sealed record AuditEntry(string Act, string? About, string? Before, string? After);

/// <summary>Values as the trail keeps them: JSON with a word for each name, so that pages can say them in the reader's language.</summary>
public static class AuditValues
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Some values.</summary>
    public static string Of(params (string Name, object? Value)[] values) =>
        JsonSerializer.Serialize(values.ToDictionary(value => value.Name, value => Convert.ToString(value.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""), Plain);

    /// <summary>The values of a row, by name, in the order in which they were written.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? json) =>
        json is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(json, Plain) ?? [];

    /// <summary>A short name of values, which a form carries: it tells whether they are still those that the page showed.</summary>
    public static string Seen(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 8));
}
