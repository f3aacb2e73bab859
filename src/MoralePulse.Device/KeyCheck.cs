using System.Buffers.Text;
using System.Security.Cryptography;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Device;

/// <summary>What a device checks of a key before it trusts it: that its id is its own, and that it is RSA-2048 with e = 65537.</summary>
public static class KeyCheck
{
    private const int Bits = 2048;

    /// <summary>The key, checked.</summary>
    /// <exception cref="CryptographicException">It is not what it says.</exception>
    public static PassKey Read(ListedKey listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        var spki = Base64Url.DecodeFromChars(listed.Spki);
        if (PassKeyId.Of(spki).ToString() != listed.KeyId) throw new CryptographicException("A key's id is not that of the key.");
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(spki, out var read);
        if (read != spki.Length || rsa.KeySize != Bits || rsa.ExportParameters(false).Exponent is not [1, 0, 1]) throw new CryptographicException("A key is not RSA-2048 with e = 65537.");
        var kind = listed.Kind switch
        {
            "day" => PassKind.Day,
            "week" => PassKind.Week,
            _ => throw new CryptographicException("A key is neither for a day nor for a week."),
        };
        return new(PassKeyId.Of(spki), kind, new(listed.ServiceDate), spki, listed.Position);
    }
}
