using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Issuance.Keys;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Passes;

/// <summary>Signs blinded messages: one per person and key, all of a request or none. It enforces nothing else, and keeps no time.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="master">Opens private keys.</param>
internal sealed class PassOffice(IssuanceDatabase database, MasterKey master) : IDisposable
{
    private const int MostWaiting = 256;

    // Half of the processors at most: a rush for passes must leave the other half to the taps.
    private readonly ConcurrencyLimiter rush = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // One request of a person at a time, waiting ones included: otherwise one person's repeats, each of which is signed again, keep everybody else waiting.
    private readonly ConcurrentDictionary<(Ods Ods, string Person), byte> atWork = new();

    public async Task<PassOutcome> Issue(OrganisationNow here, string person, IReadOnlyList<BlindedMessage> messages, CancellationToken stop)
    {
        if (!atWork.TryAdd((here.Organisation.Ods, person), 0)) return new PassOutcome.AtWork();
        try
        {
            return await InTurn(here, person, messages, stop);
        }
        finally
        {
            atWork.TryRemove((here.Organisation.Ods, person), out _);
        }
    }

    public void Dispose() => rush.Dispose();

    private async Task<PassOutcome> InTurn(OrganisationNow here, string person, IReadOnlyList<BlindedMessage> messages, CancellationToken stop)
    {
        using var turn = await rush.AcquireAsync(1, stop);
        if (!turn.IsAcquired) return new PassOutcome.Busy();

        IReadOnlyDictionary<PassKeyId, BlindSigner> signers = new Dictionary<PassKeyId, BlindSigner>();
        var refusal = await database.InTransaction(
            async (connection, transaction, token) =>
            {
                signers = await Signers(here, messages, connection, transaction, token);
                var gone = messages.Where(message => !signers.ContainsKey(message.Key)).Select(message => message.Key).ToList();
                if (gone.Count > 0) return new PassOutcome.Destroyed(gone);
                var odd = messages.Where(message => !signers[message.Key].Accepts(message.Bytes)).Select(message => message.Key).ToList();
                return odd.Count > 0 ? new PassOutcome.NotBlinded(odd) : await Collect(here.Organisation.Ods, person, messages, connection, transaction, token);
            },
            stop);

        // Only what is recorded is signed; whoever missed the answer asks again with the same message.
        return refusal ?? new PassOutcome.Issued([.. messages.Select(message => (message.Key, signers[message.Key].Sign(message.Bytes)))]);
    }

    // Opened for the request alone, so that a destroyed key is in no memory either. Opening takes a hundredth of the time of signing.
    private async Task<IReadOnlyDictionary<PassKeyId, BlindSigner>> Signers(OrganisationNow here, IReadOnlyList<BlindedMessage> messages, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        const string Text = "select key_id, destroyed_on, sealed from issuance.private_key where ods = @ods and key_id = any(@keys)";
        await using var command = new NpgsqlCommand(Text, connection, transaction) { Parameters = { new("ods", here.Organisation.Ods.Value), new("keys", Keys(messages)) } };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var signers = new Dictionary<PassKeyId, BlindSigner>();
        while (await rows.ReadAsync(stop))
        {
            // Over is over, whether or not it has been destroyed yet.
            if (KeyPlan.IsDestroyed(rows.GetFieldValue<DateOnly>(1), here.Local)) continue;
            var id = rows.GetFieldValue<byte[]>(0);
            var plain = master.Open(rows.GetFieldValue<byte[]>(2), id);
            signers[PassKeyId.FromBytes(id)] = BlindSigner.Of(plain);
            CryptographicOperations.ZeroMemory(plain);
        }

        return signers;
    }

    private static async Task<PassOutcome?> Collect(Ods ods, string person, IReadOnlyList<BlindedMessage> messages, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        const string Before = "before";
        await transaction.SaveAsync(Before, stop);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var file in (string[])["collect.sql", "collected.sql"])
        {
            batch.BatchCommands.Add(new(SqlFile.Beside<PassOffice>(file))
            {
                Parameters = { new("ods", ods.Value), new("person", person), new("keys", Keys(messages)), new("hashes", messages.Select(message => SHA256.HashData(message.Bytes)).ToArray()) },
            });
        }

        var (before, others, living) = (new List<PassKeyId>(), new List<PassKeyId>(), false);
        await using (var rows = await batch.ExecuteReaderAsync(stop))
        {
            while (await rows.ReadAsync(stop))
            {
                living = rows.GetBoolean(0);
                var id = PassKeyId.FromBytes(rows.GetFieldValue<byte[]>(1));
                if (rows.IsDBNull(2)) others.Add(id);
                else if (!rows.GetBoolean(2)) before.Add(id);
            }
        }

        PassOutcome? refusal = !living ? new PassOutcome.NotInDirectory() : before.Count > 0 ? new PassOutcome.IssuedBefore(before) : others.Count > 0 ? new PassOutcome.OthersMessage(others) : null;
        if (refusal is not null) await transaction.RollbackAsync(Before, stop);
        return refusal;
    }

    private static byte[][] Keys(IReadOnlyList<BlindedMessage> messages) => [.. messages.Select(message => message.Key.ToBytes())];
}
