using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.SetUp;

/// <summary>
/// One change of what is set up and its row in the trail, in one transaction. Changes and imports of an organisation take turns; the organisation's lock, which taps wait for, is
/// taken for the commit alone, as imports do.
/// </summary>
internal sealed class SetUpWork
{
    private const string StillAdministrator =
        "select exists (select from issuance.role r join issuance.person p using (ods, person) where r.ods = @ods and r.person = @person and r.role = 'administrator' and not p.removed)";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Administrator who;

    private SetUpWork(NpgsqlConnection connection, NpgsqlTransaction transaction, Administrator who, OrganisationNow here) =>
        (this.connection, this.transaction, this.who, Here) = (connection, transaction, who, here);

    /// <summary>The organisation as it is before the change.</summary>
    public OrganisationNow Here { get; }

    /// <summary>Runs it. The work must check everything before it writes anything.</summary>
    public static Task<SetUpOutcome> Run(IssuanceDatabase database, Administrator who, Func<SetUpWork, CancellationToken, Task<SetUpOutcome>> change, CancellationToken stop) =>
        database.InTransaction(
            async (connection, transaction, token) =>
            {
                await Execute(connection, transaction, "select issuance.import_turn(@ods)", [new("ods", who.Ods.Value)], token);
                await using (var may = new NpgsqlCommand(StillAdministrator, connection, transaction) { Parameters = { new("ods", who.Ods.Value), new("person", who.Person) } })
                    if (!(bool)(await may.ExecuteScalarAsync(token))!) return new SetUpOutcome.NotAllowed();
                if (await database.Tree.Find(who.Ods, connection, transaction, token) is not { } here) return new SetUpOutcome.NotAllowed();
                var outcome = await change(new(connection, transaction, who, here), token);
                if (outcome is SetUpOutcome.Done) await Execute(connection, transaction, OrganisationLock.Exclusive, [new("ods", who.Ods.Value)], token);
                return outcome;
            },
            stop);

    /// <summary>
    /// Changes values, or finds that they are so already, which is what a second run after a lost answer finds. Where they are no longer those that the page showed, somebody else
    /// has been quicker.
    /// </summary>
    /// <param name="entry">What the trail will say; nothing is written where before and after are the same.</param>
    /// <param name="seen">What the form carried; null where it asks for nothing that another could have changed.</param>
    /// <param name="sql">The statement; <c>@ods</c> is given.</param>
    /// <param name="parameters">Its other parameters.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<SetUpOutcome> Write(AuditEntry entry, string? seen, string sql, NpgsqlParameter[] parameters, CancellationToken stop)
    {
        if (entry.Before == entry.After && entry.Act is not "checked") return new SetUpOutcome.Done();
        if (seen is not null && entry.Before is not null && AuditValues.Seen(entry.Before) != seen) return new SetUpOutcome.Overtaken();
        await Execute(connection, transaction, sql, [new("ods", who.Ods.Value), .. parameters], stop);
        // What other sides keep a copy of.
        if (entry.Act is not ("role" or "identity" or "checked"))
            await Execute(connection, transaction, "update organisation.organisation set version = version + 1 where ods = @ods", [new("ods", who.Ods.Value)], stop);
        await AuditTrail.Append(who.Ods, Here.Now, who.Person, [entry], connection, transaction, stop);
        return new SetUpOutcome.Done();
    }

    /// <summary>Rows of a query; <c>@ods</c> is given.</summary>
    public async Task<List<T>> Read<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new("ods", who.Ods.Value) } };
        command.Parameters.AddRange(parameters);
        var found = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) found.Add(row(rows));
        return found;
    }

    private static async Task Execute(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, NpgsqlParameter[] parameters, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(stop);
    }
}
