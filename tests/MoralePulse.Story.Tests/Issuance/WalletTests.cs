using System.Security.Cryptography;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;
using MoralePulse.Issuance.Passes;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Issuance;

internal sealed class WalletTests
{
    private static readonly DateTime Local = new(2026, 11, 24, 10, 0, 0);

    [Test]
    public async Task A_collected_pass_counts_a_tap_once_and_the_week_pass_goes_with_the_first_only()
    {
        await using var world = await IssuanceWorld.Create();
        await world.Service.Ready(); // with a ledger for these dates
        var phone = await world.Phone("p01");
        await phone.Collect(await phone.Keys(Given.Trust), Local);
        var today = new ServiceDate(new(2026, 11, 24));
        var yesterday = new ServiceDate(new(2026, 11, 23));
        var place = new TapPlace("ward-1", "early");
        foreach (var date in new[] { today, today, yesterday })
        {
            using var answer = await phone.Tap(Given.Trust, date, place, Mood.Amber);
            Assert.That((int)answer.StatusCode, Is.EqualTo(204), await answer.Content.ReadAsStringAsync());
        }

        Assert.That(phone.Wallet.Take(today)!.Value.Week, Is.Not.Null, "the same again for the same date");
        Assert.That(phone.Wallet.Take(yesterday)!.Value.Week, Is.Null);
        Assert.That(phone.Wallet.Take(new(new(2026, 12, 1))), Is.Null);
        Assert.That(await world.Database.Scalar<long>("select count(*) from ballot.spent"), Is.EqualTo(3), "two day passes and one week pass");
    }

    [Test]
    public async Task A_seeded_wallet_makes_the_same_passes_after_a_restart()
    {
        await using var world = await IssuanceWorld.Create();
        var keys = await (await world.Phone("p01")).Keys(Given.Trust);
        async Task<Pass> Collected(byte seed)
        {
            var phone = new PhoneClient(world.Http, new PassWallet(key => DeviceRandom.Seeded([seed], key.ToString())));
            await phone.SignIn(Given.Trust, "p01");
            await phone.Collect(keys, Local);
            return phone.Wallet.Take(new(new(2026, 11, 24)))!.Value.Day;
        }

        var (first, again) = (await Collected(1), await Collected(1));
        Assert.That(again.ToSend(), Is.EqualTo(first.ToSend()));
        Assert.That(() => Collected(2), Throws.InstanceOf<InvalidOperationException>(), "another seed is another device");
    }

    [Test]
    public void A_signature_that_begins_with_a_zero_byte_has_its_full_length()
    {
        using var rsa = RSA.Create(2048);
        var spki = rsa.ExportSubjectPublicKeyInfo();
        var key = new PassKey(PassKeyId.Of(spki), PassKind.Day, new(new(2026, 11, 24)), spki, 1);
        var signer = BlindSigner.Of(rsa.ExportPkcs8PrivateKey());
        Pass pass;
        do
        {
            var blinded = BlindedPass.Draw(key, RandomNumberGenerator.GetBytes);
            pass = blinded.Finish(signer.Sign(blinded.Blinded.ToArray()));
            Assert.That(pass.Signature.Length, Is.EqualTo(PassMessage.SignatureSize));
        }
        while (pass.Signature.Span[0] != 0); // one in 256
    }

    [TestCase("2026-11-24T10:00", "d1123 d1124 d1125 d1126 d1127 d1128 d1129 w1123", Description = "a Tuesday morning")]
    [TestCase("2026-11-24T12:00", "d1124 d1125 d1126 d1127 d1128 d1129 w1123", Description = "yesterday's until noon")]
    [TestCase("2026-11-23T09:00", "d1122 d1123 d1124 d1125 d1126 d1127 d1128 d1129 w1116 w1123", Description = "on a Monday last week's until noon")]
    [TestCase("2026-11-26T13:00", "d1126 d1127 d1128 d1129 d1130 d1201 d1202 d1203 d1204 d1205 d1206 w1123 w1130", Description = "next week's from Thursday on")]
    public void What_is_due_depends_on_the_local_time_alone(string local, string expected)
    {
        var start = new DateOnly(2026, 11, 9);
        var keys = Enumerable.Range(0, 40).Select(day => Key(PassKind.Day, start.AddDays(day))).Concat(Enumerable.Range(0, 6).Select(week => Key(PassKind.Week, start.AddDays(7 * week))));
        var due = keys.Where(key => PassWallet.IsToCollect(key, DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(string.Join(' ', due.Select(key => (key.Kind == PassKind.Day ? "d" : "w") + key.Date.Value.ToString("MMdd", System.Globalization.CultureInfo.InvariantCulture))), Is.EqualTo(expected));
    }

    [Test]
    public void A_key_that_is_not_what_it_says_is_refused()
    {
        static ListedKey Listed(RSA rsa, string? id = null, string kind = "day")
        {
            var spki = rsa.ExportSubjectPublicKeyInfo();
            return new(id ?? PassKeyId.Of(spki).ToString(), kind, new(2026, 11, 24), System.Buffers.Text.Base64Url.EncodeToString(spki), 1);
        }

        using var right = RSA.Create(2048);
        using var small = RSA.Create(1024);
        using var odd = RSA.Create();
        odd.ImportParameters(right.ExportParameters(false) with { Exponent = [3] });
        Assert.That(KeyCheck.Read(Listed(right)).Position, Is.EqualTo(1));
        foreach (var wrong in new[] { Listed(small), Listed(odd), Listed(right, PassKeyId.FromBytes(new byte[32]).ToString()), Listed(right, kind: "year") })
            Assert.That(() => KeyCheck.Read(wrong), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void A_signature_of_something_else_is_noticed()
    {
        using var rsa = RSA.Create(2048);
        var spki = rsa.ExportSubjectPublicKeyInfo();
        var pass = BlindedPass.Draw(new(PassKeyId.Of(spki), PassKind.Day, new(new(2026, 11, 24)), spki, 1), DeviceRandom.Real);
        Assert.That(() => pass.Finish([.. Enumerable.Repeat((byte)7, 256)]), Throws.InstanceOf<CryptographicException>());
    }

    private static PassKey Key(PassKind kind, DateOnly date) => new(PassKeyId.FromBytes(SHA256.HashData([(byte)kind, (byte)date.Day, (byte)date.Month])), kind, new(date), ReadOnlyMemory<byte>.Empty, 1);
}
