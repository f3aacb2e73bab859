using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MoralePulse.Issuance.SetUp;

/// <summary>
/// The organisation's own logo. PNG or JPEG only: an SVG is a document that can run scripts and load things, and nobody would find them in a picture.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class Logos(IssuanceDatabase database)
{
    /// <summary>Bytes at most: it comes with every first page on a slow phone.</summary>
    public const int MostBytes = 200 * 1024;

    private const int MostPixels = 2000;

    /// <summary>What is answered to a file that has more of them.</summary>
    public static SetUpOutcome.Refused TooLarge => new("logo", SettingTexts.LogoTooLarge);

    /// <summary>Sets it.</summary>
    public Task<SetUpOutcome> Set(Administrator who, byte[] file, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        if (file.Length > MostBytes) return TooLarge;
        if (TypeOf(file) is not { } type) return new SetUpOutcome.Refused("logo", SettingTexts.WrongLogo);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return await work.Write(
            new("logo", null, SettingValues.Logo(work.Here.Organisation), AuditValues.Of(("sha256", hash))), seen,
            "insert into organisation.logo (ods, type, content, hash) values (@ods, @type, @content, @hash) on conflict (ods) do update set type = excluded.type, content = excluded.content, hash = excluded.hash",
            [new("type", type), new("content", file), new("hash", hash)], token);
    }, stop);

    /// <summary>Takes it away.</summary>
    public Task<SetUpOutcome> Remove(Administrator who, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
        await work.Write(new("logo", null, SettingValues.Logo(work.Here.Organisation), AuditValues.Of(("sha256", null))), seen, "delete from organisation.logo where ods = @ods", [], token), stop);

    // By its first bytes, whatever it is called; a PNG says its size there, too.
    private static string? TypeOf(ReadOnlySpan<byte> file) => file switch
    {
        { Length: 0 } => null,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] when file.Length > 24
            && BinaryPrimitives.ReadUInt32BigEndian(file[16..]) is > 0 and <= MostPixels && BinaryPrimitives.ReadUInt32BigEndian(file[20..]) is > 0 and <= MostPixels => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ => null,
    };
}
