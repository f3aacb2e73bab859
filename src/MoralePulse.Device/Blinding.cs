using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MoralePulse.Domain.Passes;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace MoralePulse.Device;

/// <summary>RFC 9474, RSABSSA-SHA384-PSS: the client's half (sections 4.2 and 4.4), with chance as arguments.</summary>
internal static class Blinding
{
    /// <summary>Bytes of salt of the signature.</summary>
    public const int SaltSize = 48;

    private static readonly ConditionalWeakTable<PassKey, RsaKeyParameters> Loaded = [];

    /// <summary>The key, loaded once: BouncyCastle tests the modulus of every key that it loads, which takes longer than all the rest of a pass.</summary>
    public static RsaKeyParameters KeyOf(PassKey key) => Loaded.GetValue(key, static listed => (RsaKeyParameters)PublicKeyFactory.CreateKey(listed.Spki.ToArray()));

    /// <summary>A blinding factor: uniform among those that have an inverse.</summary>
    public static BigInteger Factor(RsaKeyParameters key, Func<int, byte[]> random)
    {
        var size = (key.Modulus.BitLength + 7) / 8 + 16; // so many bits more that the remainder is uniform for all purposes
        while (true)
        {
            var r = new BigInteger(1, random(size)).Mod(key.Modulus);
            if (r.CompareTo(BigInteger.One) > 0 && r.Gcd(key.Modulus).Equals(BigInteger.One)) return r;
        }
    }

    /// <summary>The blinded message of a prepared one.</summary>
    public static byte[] Blind(RsaKeyParameters key, byte[] message, byte[] salt, BigInteger factor)
    {
        var signer = new PssSigner(new RsaBlindingEngine(), new Sha384Digest(), salt);
        signer.Init(true, new RsaBlindingParameters(key, factor));
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    /// <summary>The signature of the prepared message, from the blind one.</summary>
    /// <exception cref="CryptographicException">It is not the key's signature: the server has signed something else.</exception>
    public static byte[] Finish(RsaKeyParameters key, ReadOnlyMemory<byte> spki, byte[] message, byte[] blindSignature, BigInteger factor)
    {
        var engine = new RsaBlindingEngine();
        engine.Init(false, new RsaBlindingParameters(key, factor));
        // The engine leaves out leading zero bytes, one signature in 256; a signature has the length of its modulus (RFC 8017, I2OSP).
        var signature = BigIntegers.AsUnsignedByteArray((key.Modulus.BitLength + 7) / 8, new BigInteger(1, engine.ProcessBlock(blindSignature, 0, blindSignature.Length)));
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(spki.Span, out _);
        return rsa.VerifyData(message, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss)
            ? signature
            : throw new CryptographicException("The signature is not the key's: the pass is worthless.");
    }
}
