using System.Security.Cryptography;
using MoralePulse.Domain.Passes;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Keys;

/// <summary>Makes the keys that are missing and appends them to the organisation's chain. Running it again makes none.</summary>
internal sealed class KeyMaker(IssuanceDatabase database, MasterKey master)
{
    private const int Bits = 2048;
    private const string Turn = "select pg_advisory_xact_lock(hashtextextended('moralepulse/keys/' || @ods, 0))";

    public async Task Run(OrganisationNow here, CancellationToken stop)
    {
        var ods = here.Organisation.Ods;
        if (await Missing() is { Count: > 0 }) await database.InTransaction(Append, stop);

        Task<List<(PassKind Kind, Domain.Organisation.ServiceDate Date)>> Missing() => database.InTransaction((connection, transaction, token) => MissingIn(connection, transaction, token), stop);

        async Task<List<(PassKind Kind, Domain.Organisation.ServiceDate Date)>> MissingIn(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken token)
        {
            var known = (await KeyChainRows.All(ods, connection, transaction, token)).Select(row => (row.Key.Kind, row.Key.Date)).ToHashSet();
            return [.. KeyPlan.At(here.Local).Where(key => !known.Contains(key))];
        }

        async Task<bool> Append(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken token)
        {
            // One node at a time: a chain has one end. In a statement of its own, so that the next one sees what the last node wrote.
            await using (var wait = new NpgsqlCommand(Turn, connection, transaction) { Parameters = { new("ods", ods.Value) } }) await wait.ExecuteNonQueryAsync(token);
            var (position, head) = await KeyChainRows.End(ods, connection, transaction, token);
            foreach (var (kind, date) in await MissingIn(connection, transaction, token))
            {
                using var rsa = RSA.Create(Bits);
                var spki = rsa.ExportSubjectPublicKeyInfo();
                var id = PassKeyId.Of(spki).ToBytes();
                head = KeyChain.Append(head, kind, date, spki);
                await using var insert = new NpgsqlCommand(SqlFile.Beside<KeyMaker>("append-key.sql"), connection, transaction)
                {
                    Parameters =
                    {
                        new("ods", ods.Value), new("position", ++position), new("key_id", id), new("kind", KeyChainRows.Word(kind)), new("service_date", date.Value),
                        new("spki", spki), new("head", head), new("destroyed_on", KeyPlan.DestroyedOn(kind, date)), new("sealed", Sealed(rsa, id)),
                    },
                };
                await insert.ExecuteNonQueryAsync(token);
            }

            return true;
        }
    }

    private byte[] Sealed(RSA rsa, byte[] id)
    {
        var plain = rsa.ExportPkcs8PrivateKey();
        var result = master.Seal(plain, id);
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }
}
