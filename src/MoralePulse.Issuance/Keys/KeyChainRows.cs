using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using Npgsql;

namespace MoralePulse.Issuance.Keys;

/// <summary>An organisation's public keys as the database has them.</summary>
internal static class KeyChainRows
{
    /// <summary>How a kind is written.</summary>
    public static string Word(PassKind kind) => kind == PassKind.Day ? "day" : "week";

    /// <summary>The chain's last position and head; position 0 and the start where there is no key yet.</summary>
    public static async Task<(int Position, byte[] Head)> End(Ods ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select position, head from organisation.pass_key where ods = @ods order by position desc limit 1", connection, transaction) { Parameters = { new("ods", ods.Value) } };
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (rows.GetInt32(0), rows.GetFieldValue<byte[]>(1)) : (0, KeyChain.Start(ods));
    }

    /// <summary>The keys for a date and later, in order of creation; those that a restore has retired only where they are asked for.</summary>
    public static async Task<IReadOnlyList<PassKey>> Since(DateOnly date, bool retired, Ods ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        const string Text =
            """
            select k.key_id, k.kind, k.service_date, k.spki, k.position from organisation.pass_key k join organisation.organisation o using (ods)
             where k.ods = @ods and k.service_date >= @date and (@retired or k.restores = o.restores) order by k.position
            """;
        await using var command = new NpgsqlCommand(Text, connection, transaction) { Parameters = { new("ods", ods.Value), new("date", date), new("retired", retired) } };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var keys = new List<PassKey>();
        while (await rows.ReadAsync(stop))
        {
            var kind = rows.GetString(1) == "day" ? PassKind.Day : PassKind.Week;
            keys.Add(new(PassKeyId.FromBytes(rows.GetFieldValue<byte[]>(0)), kind, new(rows.GetFieldValue<DateOnly>(2)), rows.GetFieldValue<byte[]>(3), rows.GetInt32(4)));
        }

        return keys;
    }
}
