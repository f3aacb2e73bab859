using System.Buffers.Text;

namespace MoralePulse.Domain.Passes;

/// <summary>Bytes of an exact length in canonical base64url without padding (RFC 4648 section 5): one text for one value.</summary>
public static class PassBytes
{
    /// <summary>The bytes, or null where the text is not the one canonical form of exactly <paramref name="length"/> bytes.</summary>
    public static byte[]? Decode(string? text, int length)
    {
        if (text is null || text.Length != (length * 8 + 5) / 6) return null;
        var bytes = new byte[length];
        try
        {
            if (!Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != length) return null;
        }
        catch (FormatException)
        {
            return null;
        }

        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}
