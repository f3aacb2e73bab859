using System.Security.Cryptography;
using System.Text.Json;
using MoralePulse.Device;
using MoralePulse.Harness;
using MoralePulse.Issuance.Passes;
using NUnit.Framework;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.X509;

namespace MoralePulse.Story.Tests.Issuance;

/// <summary>RFC 9474, appendix A.1: RSABSSA-SHA384-PSS-Randomized.</summary>
internal sealed class VectorTests
{
    private JsonElement vector;
    private RsaPrivateCrtKeyParameters key = null!;

    [OneTimeSetUp]
    public void Read()
    {
        if (RepositoryFolder.Shared(Path.Combine("fixtures", "rfc9474", "vectors.json")) is not { } file)
        {
            const string Why = "shared/fixtures/rfc9474/vectors.json is not beside the clone: the vectors of RFC 9474 were not checked.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Why);
            TestContext.Progress.WriteLine(Why);
            Assert.Ignore(Why);
            return;
        }

        vector = JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == "RSABSSA-SHA384-PSS-Randomized");
        var (p, q, d) = (Number("p"), Number("q"), Number("d"));
        key = new(Number("n"), Number("e"), d, p, q, d.Mod(p.Subtract(BigInteger.One)), d.Mod(q.Subtract(BigInteger.One)), q.ModInverse(p));
    }

    [Test]
    public void The_server_signs_as_the_vector_does()
    {
        var signer = BlindSigner.Of(PrivateKeyInfoFactory.CreatePrivateKeyInfo(key).GetEncoded());
        Assert.That(signer.Accepts(Bytes("blinded_msg")), Is.True);
        Assert.That(signer.Sign(Bytes("blinded_msg")), Is.EqualTo(Bytes("blind_sig")));
    }

    [Test]
    public void The_device_blinds_and_finishes_as_the_vector_does()
    {
        var open = new RsaKeyParameters(false, key.Modulus, key.PublicExponent);
        var factor = Number("inv").ModInverse(key.Modulus);
        Assert.That(Blinding.Blind(open, Bytes("input_msg"), Bytes("salt"), factor), Is.EqualTo(Bytes("blinded_msg")));
        Assert.That(Blinding.Finish(open, Spki(), Bytes("input_msg"), Bytes("blind_sig"), factor), Is.EqualTo(Bytes("sig")));
    }

    [Test]
    public void A_finished_signature_verifies_with_the_frameworks_own_RSA()
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Spki(), out _);
        Assert.That(rsa.VerifyData(Bytes("input_msg"), Bytes("sig"), HashAlgorithmName.SHA384, RSASignaturePadding.Pss), Is.True);
        Assert.That(rsa.VerifyData(Bytes("msg"), Bytes("sig"), HashAlgorithmName.SHA384, RSASignaturePadding.Pss), Is.False);
    }

    private byte[] Spki() => SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(new RsaKeyParameters(false, key.Modulus, key.PublicExponent)).GetEncoded();

    private byte[] Bytes(string name)
    {
        var text = vector.GetProperty(name).GetString()!;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    private BigInteger Number(string name) => new(1, Bytes(name));
}
