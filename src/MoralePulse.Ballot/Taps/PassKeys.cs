using System.Collections.Concurrent;
using System.Security.Cryptography;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using Npgsql;

namespace MoralePulse.Ballot.Taps;

/// <summary>The public keys that passes are checked with, kept in memory and read again when an unknown one is named.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="time">The server's time.</param>
internal sealed class PassKeys(BallotDatabase database, TimeProvider time)
{
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Ods, Known> known = new();

    /// <summary>A key of an organisation; null where it has none of that id.</summary>
    public async Task<VerifyingKey?> Find(Ods ods, PassKeyId id)
    {
        if (known.TryGetValue(ods, out var keys) && keys.ById.TryGetValue(id, out var found)) return found;
        // A forged id must not cost a query each: a list is read again only when it is old enough to lack a new key.
        if (keys is not null && time.GetElapsedTime(keys.ReadAt) < LeastAge) return null;
        keys = await Read(ods);
        if (keys.ById.Count > 0) known[ods] = keys; // what is made up is not kept: memory is bounded by the organisations that there are
        return keys.ById.GetValueOrDefault(id);
    }

    /// <summary>Whether an organisation has keys, as far as is known here: then it has opened, and stays open.</summary>
    public bool HasAny(Ods ods) => known.ContainsKey(ods);

    /// <summary>Forgets an organisation's keys, so that they are read again: a restore has retired some.</summary>
    public void Forget(Ods ods) => known.TryRemove(ods, out _);

    private Task<Known> Read(Ods ods) => database.InTransaction(
        async (connection, transaction, stop) =>
        {
            var readAt = time.GetTimestamp();
            await using var command = new NpgsqlCommand(
                """
                select k.key_id, k.kind, k.service_date, k.spki, k.position, k.restores < o.restores from organisation.pass_key k join organisation.organisation o using (ods)
                 where k.ods = @ods and k.service_date > (select max(service_date) from organisation.pass_key where ods = @ods) - 60
                """, connection, transaction)
            { Parameters = { new("ods", ods.Value) } };
            await using var rows = await command.ExecuteReaderAsync(stop);
            var keys = new Dictionary<PassKeyId, VerifyingKey>();
            while (await rows.ReadAsync(stop))
            {
                var key = new PassKey(
                    PassKeyId.FromBytes(rows.GetFieldValue<byte[]>(0)), rows.GetString(1) == "day" ? PassKind.Day : PassKind.Week,
                    new(rows.GetFieldValue<DateOnly>(2)), rows.GetFieldValue<byte[]>(3), rows.GetInt32(4));
                keys[key.Id] = new(key, rows.GetBoolean(5));
            }

            return new Known(keys, readAt);
        },
        CancellationToken.None);

    private sealed record Known(IReadOnlyDictionary<PassKeyId, VerifyingKey> ById, long ReadAt);
}

/// <summary>A public key, ready to check signatures on many threads.</summary>
/// <param name="Key">What it signs for.</param>
/// <param name="Retired">
/// It was made before the database was restored from a backup: its passes may have been spent since, and count no more. False says nothing for sure, since it was so when the key was
/// read; admission asks once more where it counts.
/// </param>
internal sealed record VerifyingKey(PassKey Key, bool Retired)
{
    private readonly ConcurrentBag<RSA> idle = []; // an RSA object is not promised to be safe for two threads

    /// <summary>Whether a signature is the key's over a message: RSASSA-PSS with SHA-384 and a 48-byte salt (RFC 9474, RSABSSA-SHA384-PSS-Randomized).</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!idle.TryTake(out var rsa))
        {
            rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(Key.Spki.Span, out _);
        }

        try
        {
            return rsa.VerifyData(message, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            idle.Add(rsa);
        }
    }
}
