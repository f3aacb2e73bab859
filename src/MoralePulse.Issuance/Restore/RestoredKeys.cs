using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Issuance.Keys;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Restore;

/// <summary>Retires every pass key of a database that was restored from a backup, over the owner's connection.</summary>
public static class RestoredKeys
{
    private const string Add =
        """
        insert into organisation.pass_key (ods, position, key_id, kind, service_date, spki, head, restores)
        select @ods, @position, @key_id, @kind, @service_date, @spki, @head, restores from organisation.organisation where ods = @ods
        """;

    /// <summary>
    /// Appends the keys that were made after the backup, as the public list has them, so that the chain that browsers have seen goes on. They are retired with the others.
    /// To be called before <see cref="Retire"/>.
    /// </summary>
    /// <param name="ods">Whose list.</param>
    /// <param name="list">The answer of <c>GET /api/v1/{ods}/pass-keys?all=true</c>, saved after the backup.</param>
    /// <param name="connection">The owner's connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>How many keys were missing.</returns>
    /// <exception cref="InvalidOperationException">The list is not one that goes on from the restored keys.</exception>
    public static async Task<int> Continue(Ods ods, byte[] list, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var (position, head) = await KeyChainRows.End(ods, connection, transaction, stop);
        var missing = 0;
        foreach (var key in Read(ods, list).SkipWhile(key => key.Position <= position))
        {
            var (kind, spki) = (key.Kind == "day" ? PassKind.Day : PassKind.Week, Base64Url.DecodeFromChars(key.Spki));
            if (key.Position != ++position) throw Wrong(ods);
            head = KeyChain.Append(head, kind, new(key.ServiceDate), spki);
            await using var add = new NpgsqlCommand(Add, connection, transaction)
            {
                Parameters =
                {
                    new("ods", ods.Value), new("position", position), new("key_id", SHA256.HashData(spki)), new("kind", KeyChainRows.Word(kind)), new("service_date", key.ServiceDate),
                    new("spki", spki), new("head", head),
                },
            };
            await add.ExecuteNonQueryAsync(stop);
            missing++;
        }

        // One head for both: the list was of this chain, and nothing in it was exchanged.
        return Base64Url.EncodeToString(head) == Parsed(ods, list).Head ? missing : throw Wrong(ods);
    }

    /// <summary>Retires the keys. Running it again retires those that were made since.</summary>
    public static async Task Retire(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var retire = new NpgsqlCommand(SqlFile.Beside(typeof(RestoredKeys), "retire.sql"), connection, transaction);
        await retire.ExecuteNonQueryAsync(stop);
    }

    private static IEnumerable<ListedKey> Read(Ods ods, byte[] list) => Parsed(ods, list).Keys.OrderBy(key => key.Position);

    private static KeyList Parsed(Ods ods, byte[] list)
    {
        try
        {
            return JsonSerializer.Deserialize<KeyList>(list, JsonSerializerOptions.Web) is { Keys: not null, Head: not null } read ? read : throw Wrong(ods);
        }
        catch (JsonException)
        {
            throw Wrong(ods);
        }
    }

    private static InvalidOperationException Wrong(Ods ods) =>
        new($"The saved list of pass keys of {ods.Value} does not go on from the restored ones: it is older than the backup, cut off, or another organisation's. Nothing was changed.");
}
