using System.Text;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.Notices.Sending;
using MoralePulse.Issuance.People;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Notices;

/// <summary>Units' webhooks. An address goes in and never comes out again, but to be posted to.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="master">Seals addresses.</param>
/// <param name="guard">Says which addresses may be.</param>
public sealed class Webhooks(IssuanceDatabase database, MasterKey master, WebhookGuard guard)
{
    /// <summary>Every webhook of an organisation.</summary>
    public Task<IReadOnlyList<WebhookState>> In(Ods ods, CancellationToken stop) => database.InTransaction<IReadOnlyList<WebhookState>>(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<Webhooks>("webhooks.sql"), connection, transaction) { Parameters = { new("ods", ods.Value) } };
            await using var rows = await command.ExecuteReaderAsync(token);
            var states = new List<WebhookState>();
            while (await rows.ReadAsync(token))
            {
                var setter = rows.GetBoolean(2) ? null : new Viewer(ods, rows.GetString(3), RoleWords.Roles(rows.GetFieldValue<string[]>(4)));
                states.Add(new(rows.GetString(0), rows.GetFieldValue<DateOnly>(1), setter, rows.IsDBNull(5) ? null : rows.GetString(5)));
            }

            return states;
        },
        stop);

    /// <summary>Sets or replaces a unit's webhook.</summary>
    /// <param name="ods">The organisation.</param>
    /// <param name="unit">The unit, which she leads.</param>
    /// <param name="address">Where its news is to be posted.</param>
    /// <param name="person">Staff number of the leader who sets it.</param>
    /// <param name="today">The organisation's date.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>False where the address is none that may be.</returns>
    public async Task<bool> Set(Ods ods, string unit, string? address, string person, DateOnly today, CancellationToken stop)
    {
        if (guard.Allowed(address) is not { } allowed) return false;
        var box = master.Seal(Encoding.UTF8.GetBytes(allowed.AbsoluteUri), Purpose(ods.Value, unit));
        await Execute("set-webhook.sql", [new("ods", ods.Value), new("unit", unit), new("sealed", box), new("person", person), new("today", today)], stop);
        return true;
    }

    /// <summary>Forgets a unit's webhook.</summary>
    public Task Remove(Ods ods, string unit, CancellationToken stop) => Execute("remove-webhook.sql", [new("ods", ods.Value), new("unit", unit)], stop);

    /// <summary>The address that was sealed; null where the settings don't allow it any more, or another key sealed it: one such must not keep the others waiting.</summary>
    internal Uri? Open(string ods, string unit, byte[] box)
    {
        try
        {
            return guard.Allowed(Encoding.UTF8.GetString(master.Open(box, Purpose(ods, unit))));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Purpose(string ods, string unit) => Encoding.UTF8.GetBytes($"webhook/{ods}/{unit}");

    private Task Execute(string file, NpgsqlParameter[] parameters, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<Webhooks>(file), connection, transaction);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            return await command.ExecuteNonQueryAsync(token);
        },
        stop);
}
