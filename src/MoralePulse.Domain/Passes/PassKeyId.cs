using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MoralePulse.Domain.Passes;

/// <summary>A key's id: SHA-256 of its DER-encoded SubjectPublicKeyInfo, written as base64url.</summary>
public readonly record struct PassKeyId
{
    /// <summary>Length in bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private readonly string? text;

    private PassKeyId(string text) => this.text = text;

    /// <summary>The id of a public key.</summary>
    /// <param name="spki">DER-encoded SubjectPublicKeyInfo.</param>
    public static PassKeyId Of(ReadOnlySpan<byte> spki) => FromBytes(SHA256.HashData(spki));

    /// <summary>An id from its 32 bytes.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static PassKeyId FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new(Base64Url.EncodeToString(bytes)) : throw new ArgumentException("A key id has 32 bytes.", nameof(bytes));

    /// <summary>Reads base64url without padding.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PassKeyId id)
    {
        var bytes = PassBytes.Decode(text, Size);
        id = bytes is null ? default : FromBytes(bytes);
        return bytes is not null;
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Base64Url.DecodeFromChars(ToString());

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}
