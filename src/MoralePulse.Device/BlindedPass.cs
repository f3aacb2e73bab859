using System.Buffers.Text;
using System.Security.Cryptography;
using MoralePulse.Domain.Passes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace MoralePulse.Device;

/// <summary>A pass on its way: what the device keeps before it asks, so that it can ask again with the same message.</summary>
public sealed class BlindedPass
{
    private const int PrefixSize = 32;

    private readonly RsaKeyParameters publicKey;
    private readonly BigInteger factor;
    private readonly byte[] message;

    private BlindedPass(PassKey key, RsaKeyParameters publicKey, byte[] message, BigInteger factor, byte[] blinded) =>
        (Key, this.publicKey, this.message, this.factor, Blinded) = (key, publicKey, message, factor, blinded);

    /// <summary>The key that is to sign.</summary>
    public PassKey Key { get; }

    /// <summary>What is sent to be signed: 256 bytes that tell nothing of the pass.</summary>
    public ReadOnlyMemory<byte> Blinded { get; }

    /// <summary>Draws a pass and blinds it.</summary>
    /// <param name="key">The key that is to sign, checked (<see cref="KeyCheck"/>).</param>
    /// <param name="random">Chance; the same bytes make the same pass.</param>
    public static BlindedPass Draw(PassKey key, Func<int, byte[]> random)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(random);
        var publicKey = Blinding.KeyOf(key);
        byte[] message = [.. random(PrefixSize), .. random(PassMessage.Size - PrefixSize)];
        var salt = random(Blinding.SaltSize);
        var factor = Blinding.Factor(publicKey, random);
        return new(key, publicKey, message, factor, Blinding.Blind(publicKey, message, salt, factor));
    }

    /// <summary>The pass, once its blind signature is there.</summary>
    /// <exception cref="CryptographicException">The signature is not the key's.</exception>
    public Pass Finish(byte[] blindSignature)
    {
        ArgumentNullException.ThrowIfNull(blindSignature);
        return new(Key, message, Blinding.Finish(publicKey, Key.Spki, message, blindSignature, factor));
    }
}

/// <summary>A pass that can be spent once.</summary>
/// <param name="Key">The key that signed it.</param>
/// <param name="Message">The prepared message, 64 bytes.</param>
/// <param name="Signature">The signature, 256 bytes.</param>
public sealed record Pass(PassKey Key, ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature)
{
    /// <summary>As it is sent.</summary>
    public PassToSend ToSend() => new(Key.Id.ToString(), Base64Url.EncodeToString(Message.Span), Base64Url.EncodeToString(Signature.Span));
}
