using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Keys;

/// <summary>Keeps an organisation's pass keys by its own clock: makes the next, destroys private halves whose time is over, and forgets who collected closed passes.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="master">Seals private keys.</param>
public sealed class PassKeyUpkeep(IssuanceDatabase database, MasterKey master)
{
    private const string Destroy = "delete from issuance.private_key where ods = @ods and destroyed_on <= @last";

    private const string Forget =
        """
        delete from issuance.collected c using organisation.pass_key k
         where c.ods = @ods and k.key_id = c.key_id and k.service_date + case k.kind when 'day' then @open else 6 + @open end < @today
        """;

    /// <summary>Does all three. Running it again, or on two nodes at once, changes nothing more.</summary>
    public async Task Run(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        try
        {
            await new KeyMaker(database, master).Run(here, stop); // first: a database without any private half is one that was restored (UntoldRestore)
        }
        finally
        {
            var over = KeyPlan.IsDestroyed(here.Today, here.Local) ? here.Today : here.Today.AddDays(-1);
            await Execute(Destroy, [new("ods", here.Organisation.Ods.Value), new("last", over)], stop);
            await Execute(Forget, [new("ods", here.Organisation.Ods.Value), new("today", here.Today), new("open", Domain.Organisation.ServiceDate.DaysOpen)], stop);
        }
    }

    /// <summary>
    /// Makes the keys from a process beside the service, provided that its master key is certainly the service's: it opens a key that is stored. What is sealed under
    /// another could never sign, and would stand for its date in place of a key that can.
    /// </summary>
    /// <param name="database">This side's connections.</param>
    /// <param name="master">The master key that the process knows, or none.</param>
    /// <param name="here">A real organisation.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether all keys are there now.</returns>
    public static async Task<bool> Beside(IssuanceDatabase database, MasterKey? master, OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (master is not null && await database.InTransaction((connection, transaction, token) => Opens(master, connection, transaction, token), stop))
            await new PassKeyUpkeep(database, master).Run(here, stop);
        return await KeyMaker.HasAll(database, here, stop);
    }

    private static async Task<bool> Opens(MasterKey master, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select key_id, sealed from issuance.private_key limit 1", connection, transaction);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) && master.Opens(rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(0));
    }

    private Task<int> Execute(string text, NpgsqlParameter[] parameters, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
            return await command.ExecuteNonQueryAsync(token);
        },
        stop);
}
