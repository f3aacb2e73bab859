using System.Security.Cryptography;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Issuance.Restore;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Keys;

/// <summary>Makes the keys that are missing and appends them to the organisation's chain. Running it again makes none.</summary>
internal sealed class KeyMaker(IssuanceDatabase database, MasterKey master)
{
    private const int Bits = 2048;

    // One node at a time: a chain has one end. In a statement of its own, so that the next one sees what the last node wrote.
    private const string Turn = "select issuance.keys_turn(@ods)";

    public async Task Run(OrganisationNow here, CancellationToken stop)
    {
        var ods = here.Organisation.Ods;
        if (await HasAll(database, here, stop)) return;
        await database.InTransaction(
            async (connection, transaction, token) =>
            {
                await using (var wait = new NpgsqlCommand(Turn, connection, transaction) { Parameters = { new("ods", ods.Value) } }) await wait.ExecuteNonQueryAsync(token);
                await UntoldRestore.Refuse(ods, connection, transaction, token); // a key made now would stand where the saved list has another: the chain would fork
                var missing = await Missing(here, connection, transaction, token);
                var (position, head) = await KeyChainRows.End(ods, connection, transaction, token);
                foreach (var (kind, date) in missing) head = await Append(ods, ++position, head, kind, date, connection, transaction, token);
                return missing.Count;
            },
            stop);
    }

    /// <summary>Whether no key is missing.</summary>
    public static async Task<bool> HasAll(IssuanceDatabase database, OrganisationNow here, CancellationToken stop) =>
        await database.InTransaction((connection, transaction, token) => Missing(here, connection, transaction, token), stop) is [];

    private static async Task<IReadOnlyList<(PassKind Kind, ServiceDate Date)>> Missing(OrganisationNow here, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var wanted = KeyPlan.At(here.Local).ToList();
        var known = await KeyChainRows.Since(wanted.Min(key => key.Date).Value, retired: false, here.Organisation.Ods, connection, transaction, stop);
        return [.. wanted.Except(known.Select(key => (key.Kind, key.Date)))];
    }

    private async Task<byte[]> Append(Ods ods, int position, byte[] head, PassKind kind, ServiceDate date, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        using var rsa = RSA.Create(Bits);
        var spki = rsa.ExportSubjectPublicKeyInfo();
        var id = PassKeyId.Of(spki).ToBytes();
        var plain = rsa.ExportPkcs8PrivateKey();
        var newHead = KeyChain.Append(head, kind, date, spki);
        await using var insert = new NpgsqlCommand(SqlFile.Beside<KeyMaker>("append-key.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", ods.Value), new("position", position), new("key_id", id), new("kind", KeyChainRows.Word(kind)), new("service_date", date.Value),
                new("spki", spki), new("head", newHead), new("destroyed_on", KeyPlan.DestroyedOn(kind, date)), new("sealed", master.Seal(plain, id)),
            },
        };
        CryptographicOperations.ZeroMemory(plain);
        await insert.ExecuteNonQueryAsync(stop);
        return newHead;
    }
}
