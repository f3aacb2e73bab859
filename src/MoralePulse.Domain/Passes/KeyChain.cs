using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Domain.Passes;

/// <summary>
/// The append-only chain over an organisation's public keys, so that nobody is given a key of her own unseen. Source: docs/anonymity.md, "The key list".
/// </summary>
public static class KeyChain
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The head before the first key: SHA-256("MoralePulse keys v1" || ods).</summary>
    public static byte[] Start(Ods ods) => SHA256.HashData(Encoding.UTF8.GetBytes("MoralePulse keys v1" + ods.Value));

    /// <summary>
    /// The head after one more key: SHA-256(previous head || kind byte, 'd' or 'w' || ISO date || SHA-256(spki)).
    /// </summary>
    public static byte[] Append(ReadOnlySpan<byte> head, PassKind kind, ServiceDate date, ReadOnlySpan<byte> spki)
    {
        var iso = date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return SHA256.HashData([.. head, (byte)(kind == PassKind.Day ? 'd' : 'w'), .. Encoding.ASCII.GetBytes(iso), .. SHA256.HashData(spki)]);
    }

    /// <summary>The head's first 80 bits in base32 (RFC 4648), in groups of four: what a staff representative publishes.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> head)
    {
        var text = new StringBuilder(19);
        for (var i = 0; i < 16; i++)
        {
            if (i is > 0 && i % 4 == 0) text.Append('-');
            var bit = i * 5;
            var pair = head[bit / 8] << 8 | head[bit / 8 + 1];
            text.Append(Base32[pair >> (11 - bit % 8) & 31]);
        }

        return text.ToString();
    }
}
