using System.Buffers.Text;
using System.Security.Cryptography;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Issuance.Notices;

/// <summary>Which units people asked to be told about.</summary>
/// <param name="database">This side's connections.</param>
public sealed class NoticeChoices(IssuanceDatabase database)
{
    private const int TokenSize = 32;

    /// <summary>What a person chose; null where the directory has her no more.</summary>
    public Task<NoticeChoice?> Of(Ods ods, string person, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<NoticeChoices>("choice.sql"), connection, transaction) { Parameters = { new("ods", ods.Value), new("person", person) } };
            await using var rows = await command.ExecuteReaderAsync(token);
            return await rows.ReadAsync(token)
                ? new NoticeChoice(rows.IsDBNull(0) ? null : rows.GetString(0), rows.GetFieldValue<string[]>(1).ToHashSet(), rows.IsDBNull(2) ? null : rows.GetString(2))
                : null;
        },
        stop);

    /// <summary>Makes a person's choice what she says. Doing it again changes nothing.</summary>
    /// <param name="ods">Her organisation.</param>
    /// <param name="person">Staff number.</param>
    /// <param name="units">Every unit that she wants to be told about, of those that she may.</param>
    /// <param name="today">The organisation's date.</param>
    /// <param name="stop">Cancels.</param>
    public Task Choose(Ods ods, string person, IReadOnlyCollection<string> units, DateOnly today, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<NoticeChoices>("choose.sql"), connection, transaction)
            {
                Parameters =
                {
                    new("ods", ods.Value), new("person", person), new("today", today), new("token", RandomNumberGenerator.GetBytes(TokenSize)),
                    new("units", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = units.ToArray() },
                },
            };
            return await command.ExecuteNonQueryAsync(token);
        },
        stop);

    /// <summary>Stops somebody's notices. Doing it again changes nothing.</summary>
    /// <param name="secret">The token of one of her e-mails.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether it is anybody's token.</returns>
    public async Task<bool> Stop(string secret, CancellationToken stop)
    {
        var bytes = new byte[TokenSize];
        if (!Base64Url.IsValid(secret, out var length) || length != TokenSize || !Base64Url.TryDecodeFromChars(secret, bytes, out _)) return false;
        return await database.InTransaction(
            async (connection, transaction, token) =>
            {
                await using var command = new NpgsqlCommand(SqlFile.Beside<NoticeChoices>("stop.sql"), connection, transaction) { Parameters = { new("token", bytes) } };
                return (bool)(await command.ExecuteScalarAsync(token))!;
            },
            stop);
    }
}
