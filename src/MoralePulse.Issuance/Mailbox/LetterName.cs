using System.Security.Cryptography;
using System.Text;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Issuance.Mailbox;

/// <summary>
/// The name of a person's letter. It is kept as a hash over the random name that the two phones know, her organisation and her staff number: so nobody else can fetch,
/// confirm or call off her letter, whatever she has seen of the code, and the table names no person.
/// </summary>
internal readonly struct LetterName
{
    private const int Size = 32;

    private readonly byte[] kept;

    private LetterName(byte[] kept) => this.kept = kept;

    /// <summary>What is kept: 32 bytes.</summary>
    public byte[] ToBytes() => kept;

    /// <summary>The name of a person's letter; false where the text is not 32 bytes in base64url.</summary>
    public static bool TryRead(string text, Ods ods, string person, out LetterName name)
    {
        name = default;
        if (PassBytes.Decode(text, Size) is not { } random) return false;
        name = new(SHA256.HashData([.. "MoralePulse letter"u8, .. random, .. Encoding.UTF8.GetBytes($"{ods.Value}\n{person}")]));
        return true;
    }
}
