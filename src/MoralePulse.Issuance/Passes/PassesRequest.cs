using System.Text.Json;
using System.Text.Json.Serialization;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Issuance.Passes;

/// <summary>A blinded message for one key.</summary>
/// <param name="KeyId">Which key is to sign: 32 bytes, base64url.</param>
/// <param name="Message">The blinded message: 256 bytes, base64url.</param>
public sealed record BlindedOnWire(string KeyId, string Message);

/// <summary>The body of <c>POST /api/v1/passes</c>.</summary>
/// <param name="Blinded">1 to 32 blinded messages, each for another key.</param>
public sealed record PassesRequest(IReadOnlyList<BlindedOnWire> Blinded)
{
    /// <summary>Most passes in one request: two weeks' and some to spare.</summary>
    public const int Most = 32;

    /// <summary>Most bytes of a body; 32 passes have about 13,500.</summary>
    public const int LargestBody = 24 * 1024;

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
    internal static IReadOnlyList<BlindedMessage>? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            if (JsonSerializer.Deserialize<PassesRequest>(body, Strict) is not { Blinded: { Count: >= 1 and <= Most } wire }) return null;
            var messages = wire.Select(one => one is not null && PassKeyId.TryParse(one.KeyId, out var id) && PassBytes.Decode(one.Message, PassMessage.SignatureSize) is { } message
                ? new BlindedMessage(id, message) : null).OfType<BlindedMessage>().ToList();
            var distinct = messages.DistinctBy(message => message.Key).Count() == wire.Count && messages.DistinctBy(message => Convert.ToBase64String(message.Bytes)).Count() == wire.Count;
            return distinct ? messages : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A blinded message as bytes.</summary>
internal sealed record BlindedMessage(PassKeyId Key, byte[] Bytes);

/// <summary>The answer: one blind signature for every message, in the request's order.</summary>
/// <param name="Signatures">The signatures.</param>
public sealed record PassesAnswer(IReadOnlyList<SignatureOnWire> Signatures);

/// <summary>A blind signature, to be unblinded by the device that blinded.</summary>
/// <param name="KeyId">Which key signed.</param>
/// <param name="Signature">256 bytes, base64url.</param>
public sealed record SignatureOnWire(string KeyId, string Signature);
