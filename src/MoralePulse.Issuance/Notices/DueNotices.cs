using System.Buffers.Text;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Notices;

/// <summary>Who may be due a notice, with what the directory says of her today: roles and units as they are now, not as they were when she chose.</summary>
/// <param name="database">This side's connections.</param>
public sealed class DueNotices(IssuanceDatabase database)
{
    /// <summary>People who have had no digest on a date.</summary>
    public Task<IReadOnlyList<NoticeReader>> Readers(Ods ods, DateOnly today, CancellationToken stop) => Read(
        "readers.sql",
        row => new NoticeReader(
            row.GetString(0), new(ods, row.GetString(1), RoleWords.Roles(row.GetFieldValue<string[]>(2))), Base64Url.EncodeToString(row.GetFieldValue<byte[]>(3)),
            row.GetFieldValue<string[]>(6).Zip(row.GetFieldValue<DateOnly[]>(7)).ToDictionary(), Told(row, 4)),
        ods, today, stop);

    /// <summary>Webhooks that have had no card on a date.</summary>
    public Task<IReadOnlyList<NoticeChannel>> Channels(Ods ods, DateOnly today, CancellationToken stop) => Read(
        "channels.sql",
        row => new NoticeChannel(row.GetString(0), new(ods, row.GetString(1), RoleWords.Roles(row.GetFieldValue<string[]>(2))), row.GetFieldValue<DateOnly>(3), Told(row, 4)),
        ods, today, stop);

    private static ToldSoFar Told(NpgsqlDataReader row, int at) => new(row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at), row.GetFieldValue<string[]>(at + 1).ToHashSet());

    private Task<IReadOnlyList<T>> Read<T>(string file, Func<NpgsqlDataReader, T> make, Ods ods, DateOnly today, CancellationToken stop) => database.InTransaction<IReadOnlyList<T>>(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<DueNotices>(file), connection, transaction) { Parameters = { new("ods", ods.Value), new("today", today) } };
            await using var rows = await command.ExecuteReaderAsync(token);
            var found = new List<T>();
            while (await rows.ReadAsync(token)) found.Add(make(rows));
            return found;
        },
        stop);
}
