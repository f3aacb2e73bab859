using System.Text.Json;
using System.Text.Json.Serialization;

namespace MoralePulse.Ballot.Taps;

/// <summary>A pass as a device sends it; every member base64url without padding.</summary>
/// <param name="KeyId">32 bytes.</param>
/// <param name="Message">64 bytes: RFC 9474's random prefix, then the nonce.</param>
/// <param name="Signature">256 bytes.</param>
public sealed record PassOnWire(string KeyId, string Message, string Signature);

/// <summary>The body of <c>POST ratings</c>.</summary>
/// <param name="Pass">The day pass.</param>
/// <param name="Unit">Id of the unit.</param>
/// <param name="Shift">Code of the shift; null for none.</param>
/// <param name="Mood">green, amber or red.</param>
/// <param name="StaffGroup">Code of the staff group, where the sender names one.</param>
/// <param name="WeekPass">The week pass, with the first tap of a week.</param>
public sealed record TapRequest(PassOnWire Pass, string Unit, string? Shift, string Mood, string? StaffGroup = null, PassOnWire? WeekPass = null)
{
    /// <summary>Most bytes of a body; a tap with both passes has about 1,300.</summary>
    public const int LargestBody = 8 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 4,
    };

    /// <summary>Reads a body; null where it is not exactly what the contract says.</summary>
    internal static TapRequest? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<TapRequest>(body, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
