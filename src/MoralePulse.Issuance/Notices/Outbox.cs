using System.Security.Cryptography;
using System.Text.Json;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Issuance.Notices;

/// <summary>What is to be sent and has not been accepted yet. A notice gets its id here, once, so that whoever receives it twice can tell.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="options">The name after the @ of a Message-ID is that of our public address.</param>
public sealed class Outbox(IssuanceDatabase database, NoticeOptions options)
{
    /// <summary>Puts a person's digest of a date, unless she has been told in the meantime.</summary>
    /// <param name="ods">Her organisation.</param>
    /// <param name="today">The organisation's date.</param>
    /// <param name="reader">Her, as she was read.</param>
    /// <param name="news">Names of what it tells of that very date.</param>
    /// <param name="mail">The digest.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether it was put.</returns>
    public Task<bool> Put(Ods ods, DateOnly today, NoticeReader reader, IEnumerable<string> news, NoticeMail mail, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var id = $"{RandomId()}@{options.PublicAddress!.IdnHost.Trim('[', ']')}";
        return Execute("put-mail.sql", [new("person", reader.Person), .. Common(ods, today, id, reader.Told, news, JsonSerializer.Serialize(mail))], stop);
    }

    /// <summary>Puts a unit's card of a date, unless one has been put in the meantime.</summary>
    /// <param name="ods">The organisation.</param>
    /// <param name="today">The organisation's date.</param>
    /// <param name="channel">The webhook, as it was read.</param>
    /// <param name="news">Names of what it tells of that very date.</param>
    /// <param name="card">What is posted, in JSON.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether it was put.</returns>
    public Task<bool> Put(Ods ods, DateOnly today, NoticeChannel channel, IEnumerable<string> news, string card, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Execute("put-card.sql", [new("unit", channel.UnitId), .. Common(ods, today, RandomId(), channel.Told, news, card)], stop);
    }

    /// <summary>Removes what nobody is to get any more.</summary>
    public Task Tidy(Ods ods, DateOnly today, CancellationToken stop) => Execute("tidy.sql", [new("ods", ods.Value), new("today", today)], stop);

    private static string RandomId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static NpgsqlParameter[] Common(Ods ods, DateOnly today, string id, ToldSoFar told, IEnumerable<string> news, string content) =>
    [
        new("ods", ods.Value), new("today", today), new("id", id), new("content", NpgsqlDbType.Json) { Value = content },
        new("told", NpgsqlDbType.Date) { Value = (object?)told.On ?? DBNull.Value }, new("news", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = news.ToArray() },
        new("told_news", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = told.News.ToArray() },
    ];

    private Task<bool> Execute(string file, NpgsqlParameter[] parameters, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<Outbox>(file), connection, transaction);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            return await command.ExecuteNonQueryAsync(token) > 0;
        },
        stop);
}
