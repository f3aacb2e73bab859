using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace MoralePulse.Issuance.Passes;

/// <summary>RFC 9474, section 4.3 (BlindSign): the raw RSA operation on a blinded message, with its own check against a faulty computation.</summary>
internal sealed class BlindSigner
{
    private readonly RsaPrivateCrtKeyParameters key;

    // BouncyCastle tests the modulus of every key that it loads for primality, which takes four times as long as signing. Ours were made by the
    // framework and lay sealed since, so there is nothing to find.
    static BlindSigner() => Environment.SetEnvironmentVariable("Org.BouncyCastle.Rsa.MaxMRTests", "0");

    private BlindSigner(RsaPrivateCrtKeyParameters key) => this.key = key;

    /// <summary>A signer of a PKCS#8 private key.</summary>
    public static BlindSigner Of(byte[] pkcs8) => new((RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(pkcs8));

    /// <summary>Whether the message is one that a blinding can yield: in the key's range, and none of those that sign to themselves.</summary>
    public bool Accepts(byte[] message)
    {
        var m = new BigInteger(1, message);
        return m.CompareTo(BigInteger.One) > 0 && m.CompareTo(key.Modulus.Subtract(BigInteger.One)) < 0;
    }

    /// <summary>The blind signature; the same for the same message.</summary>
    /// <exception cref="InvalidOperationException">The computation went wrong, and its result would give the key away.</exception>
    public byte[] Sign(byte[] message)
    {
        var engine = new RsaBlindedEngine();
        engine.Init(true, key);
        var signature = engine.ProcessBlock(message, 0, message.Length);
        var s = new BigInteger(1, signature);
        if (!s.ModPow(key.PublicExponent, key.Modulus).Equals(new BigInteger(1, message))) throw new InvalidOperationException("A blind signature did not verify.");
        return BigIntegers.AsUnsignedByteArray((key.Modulus.BitLength + 7) / 8, s);
    }
}
