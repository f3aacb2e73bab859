using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Import;

/// <summary>A file that was sent.</summary>
/// <param name="Name">What it is called in a complaint.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SentFile(string Name, byte[] Content)
{
    // Blanks, ends of lines, and the marks with which UTF-8 and UTF-16 begin.
    private static readonly SearchValues<byte> Nothing = SearchValues.Create(0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF, 0xFE, 0xFF);

    /// <summary>Whether a file has not one letter in it.</summary>
    public static bool SaysNothing(ReadOnlySpan<byte> content) => !content.ContainsAnyExcept(Nothing);
}

/// <summary>Files between upload and import.</summary>
/// <param name="People">The export, or people.csv.</param>
/// <param name="Units">units.csv; null with an export.</param>
/// <param name="Columns">What the columns of an export mean, once that is known.</param>
public sealed record ImportDraft(SentFile People, SentFile? Units, ExportColumns? Columns)
{
    /// <summary>Whether it is an export in one file.</summary>
    public bool IsExport => Units is null;
}

/// <summary>
/// Keeps what an administrator sent until she has looked at the preview: in a row of her own, sealed under the key that is not in the database, so that any node can go on with it and no
/// directory lies about in a temporary folder, in a backup or in a log. It goes when she imports or gives up, and after an hour.
/// </summary>
/// <param name="database">This side's connections.</param>
/// <param name="master">Seals it.</param>
public sealed class ImportDrafts(IssuanceDatabase database, MasterKey master)
{
    /// <summary>Bytes of all files at most: some 30,000 people with eight levels.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Keeps it, instead of what she sent before.</summary>
    public Task Keep(Administrator who, ImportDraft draft, CancellationToken stop)
    {
        var expires = database.Time.GetUtcNow().Add(Life);
        return Execute(
            "insert into issuance.import_draft (ods, person, sealed, expires) values (@ods, @person, @sealed, @expires) on conflict (ods, person) do update set sealed = excluded.sealed, expires = excluded.expires",
            [.. Of(who), new("sealed", master.Seal(Packed(draft), Purpose(who))), new("expires", expires.AddTicks(-(expires.Ticks % TimeSpan.TicksPerMinute)))], stop);
    }

    /// <summary>What she sent; null where there is nothing, or not any more.</summary>
    public Task<ImportDraft?> Find(Administrator who, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.Source.CreateCommand("select sealed from issuance.import_draft where ods = @ods and person = @person and expires > @now");
            command.Parameters.AddRange((NpgsqlParameter[])[.. Of(who), new NpgsqlParameter("now", database.Time.GetUtcNow())]);
            return await command.ExecuteScalarAsync(token) is byte[] box && master.Opens(box, Purpose(who)) ? Unpacked(master.Open(box, Purpose(who))) : null;
        },
        stop).AsTask();

    /// <summary>Deletes what she sent.</summary>
    public Task Drop(Administrator who, CancellationToken stop) => Execute("delete from issuance.import_draft where ods = @ods and person = @person", [.. Of(who)], stop);

    /// <summary>Deletes what nobody went on with.</summary>
    public Task DropExpired(CancellationToken stop) => Execute("delete from issuance.import_draft where expires <= @now", [new("now", database.Time.GetUtcNow())], stop);

    private static NpgsqlParameter[] Of(Administrator who) => [new("ods", who.Ods.Value), new("person", who.Person)];

    private static byte[] Purpose(Administrator who) => Encoding.UTF8.GetBytes($"import draft|{who.Ods}|{who.Person}");

    private static byte[] Packed(ImportDraft draft)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(zip, draft);
        return packed.ToArray();
    }

    private static ImportDraft? Unpacked(byte[] packed)
    {
        using var zip = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ImportDraft>(zip);
    }

    private Task Execute(string sql, NpgsqlParameter[] parameters, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.Source.CreateCommand(sql);
            command.Parameters.AddRange((NpgsqlParameter[])[.. parameters.Select(parameter => parameter.Clone())]);
            await command.ExecuteNonQueryAsync(token);
        },
        stop).AsTask();
}
