using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Issuance.Restore;

/// <summary>
/// Whether the database came from a backup and nobody has said so yet. A backup has an organisation's public keys and none of their private halves, however old it is; a database that lives
/// always has some, also after weeks without a service, since the next ones are made before the last are destroyed.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class UntoldRestore(IssuanceDatabase database)
{
    private const string Text =
        """
        select exists (
            select from organisation.organisation o where not o.simulated and (@ods::text is null or o.ods = @ods)
               and exists (select from organisation.pass_key k where k.ods = o.ods and k.restores = o.restores)
               and not exists (select from issuance.private_key p where p.ods = o.ods))
        """;

    private const string Remedy =
        "The database has pass keys of a real organisation and no private half of any: it was restored from a backup. Run \"MoralePulse.Web restored\" with the saved key lists first (docs/operations.md, \"Backup and restore\")";

    /// <summary>Looks.</summary>
    public Task<bool> Look(CancellationToken stop) => database.InTransaction((connection, transaction, token) => Look(null, connection, transaction, token), stop);

    /// <summary>Lets nothing go on that would do harm on such a database.</summary>
    /// <exception cref="InvalidOperationException">It is one; the message says what to run.</exception>
    public async Task Refuse(CancellationToken stop)
    {
        if (await Look(stop)) throw new InvalidOperationException(Remedy);
    }

    /// <summary>The same for one organisation, inside a transaction.</summary>
    internal static async Task Refuse(Ods ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        if (await Look(ods, connection, transaction, stop)) throw new InvalidOperationException(Remedy);
    }

    private static async Task<bool> Look(Ods? ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Text, connection, transaction) { Parameters = { new("ods", (object?)ods?.Value ?? DBNull.Value) } };
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }
}
