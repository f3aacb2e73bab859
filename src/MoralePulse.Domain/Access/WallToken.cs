using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MoralePulse.Domain.Access;

/// <summary>
/// The secret in a wall display's link. Who has it sees the organisation's and the departments' figures, as everybody on the staff does. Only its hash
/// is kept, so whoever reads the database can't open a display.
/// </summary>
public sealed record WallToken
{
    /// <summary>Bytes of chance: 256 bits can't be guessed.</summary>
    public const int Size = 32;

    private WallToken(string text, ReadOnlySpan<byte> secret) => (Text, Hash) = (text, SHA256.HashData(secret));

    /// <summary>As the link has it: base64url.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the secret: what is kept.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>A token of random bytes.</summary>
    /// <exception cref="ArgumentException">Not <see cref="Size"/> bytes.</exception>
    public static WallToken Of(ReadOnlySpan<byte> random) =>
        random.Length == Size ? new(Base64Url.EncodeToString(random), random) : throw new ArgumentException($"A token is made of {Size} bytes.", nameof(random));

    /// <summary>The token of a link; false for what was never one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WallToken? token)
    {
        Span<byte> secret = stackalloc byte[Size];
        token = text?.Length == Base64Url.GetEncodedLength(Size) && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, secret, out var length) && length == Size ? new(text, secret) : null;
        return token is not null;
    }

    /// <inheritdoc/>
    public bool Equals(WallToken? other) => other is not null && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(Hash.Span);

    /// <summary>Never the secret: what is logged by mistake opens nothing.</summary>
    public override string ToString() => "(a wall display's token)";
}
