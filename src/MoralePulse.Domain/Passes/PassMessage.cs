using System.Security.Cryptography;

namespace MoralePulse.Domain.Passes;

/// <summary>The prepared message of a pass: 32 random bytes that RFC 9474 prepends (section 4.1), then the device's 32-byte nonce.</summary>
public static class PassMessage
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 64;

    /// <summary>Length of an RSA-2048 signature in bytes.</summary>
    public const int SignatureSize = 256;

    /// <summary>What the spent ledger keeps of a pass: SHA-256 over key id and message.</summary>
    public static byte[] SpentHash(PassKeyId key, ReadOnlySpan<byte> message)
    {
        Span<byte> both = stackalloc byte[PassKeyId.Size + Size];
        key.ToBytes().CopyTo(both);
        message.CopyTo(both[PassKeyId.Size..]);
        return SHA256.HashData(both);
    }
}
