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

    private Task<Known> Read(Ods ods) => database.InTransaction(
        async (connection, transaction, stop) =>
        {
            var readAt = time.GetTimestamp();
            await using var command = new NpgsqlCommand(
                """
                select key_id, kind, service_date, spki, position from organisation.pass_key
                 where ods = @ods and service_date > (select max(service_date) from organisation.pass_key where ods = @ods) - 60
                """, connection, transaction)
            { Parameters = { new("ods", ods.Value) } };
            await using var rows = await command.ExecuteReaderAsync(stop);
            var keys = new Dictionary<PassKeyId, VerifyingKey>();
            while (await rows.ReadAsync(stop))
            {
                var key = new PassKey(
                    PassKeyId.FromBytes(rows.GetFieldValue<byte[]>(0)), rows.GetString(1) == "day" ? PassKind.Day : PassKind.Week,
                    new(rows.GetFieldValue<DateOnly>(2)), rows.GetFieldValue<byte[]>(3), rows.GetInt32(4));
                keys[key.Id] = new(key);
            }

            return new Known(keys, readAt);
        },
        CancellationToken.None);

    private sealed record Known(IReadOnlyDictionary<PassKeyId, VerifyingKey> ById, long ReadAt);
}

/// <summary>A public key, ready to check signatures on many threads.</summary>
/// <param name="Key">What it signs for.</param>
internal sealed record VerifyingKey(PassKey Key)
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
