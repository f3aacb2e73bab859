using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Ballot.Taps;

/// <summary>Spends and counts a batch of taps in one transaction: admission in groups, answered after COMMIT.</summary>
/// <param name="database">This side's connections.</param>
public sealed class Admission(BallotDatabase database)
{
    private static readonly string Statement = SqlFile.Beside<Admission>("admit.sql");
    private readonly CryptographicChance chance = new();

    /// <summary>
    /// Counts the taps whose day passes are fresh. It may be called again with the same taps after any fault: what was counted counts once.
    /// </summary>
    /// <param name="taps">Taps with verified passes; their units were known when they were verified.</param>
    /// <param name="stop">Cancels; whether the batch was counted is then unknown.</param>
    /// <returns>Tap by tap, what was done.</returns>
    public Task<IReadOnlyList<Admitted>> Admit(IReadOnlyList<AdmittedTap> taps, CancellationToken stop) =>
        database.InTransaction((connection, transaction, token) => Admit(taps, connection, transaction, token), stop);

    private async Task<IReadOnlyList<Admitted>> Admit(IReadOnlyList<AdmittedTap> taps, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var odses = taps.Select(tap => tap.Ods).Distinct().ToArray();
        await using var locking = new NpgsqlCommand(OrganisationLock.Shared, connection, transaction) { Parameters = { new("odses", odses.Select(ods => ods.Value).ToArray()) } };
        await locking.ExecuteNonQueryAsync(stop);

        // Read under the lock, so that no import moves the tree between the draw of a home and its counting.
        var organisations = await database.Tree.Find(odses, connection, transaction, stop);
        var homes = taps.Select(tap => Draw(tap, organisations[tap.Ods])).ToArray();
        var targets = new Dictionary<(Ods, Home), int>();
        var rows = taps.Select((tap, at) => (Tap: tap, Home: homes[at], At: at)).Where(row => row.Home is not null)
            .Select(row => (row.Tap, Home: row.Home!.Value, row.At, organisations[row.Tap.Ods].Organisation, organisations[row.Tap.Ods].Today)).ToArray();
        foreach (var row in rows)
            if (!targets.ContainsKey((row.Tap.Ods, row.Home))) targets[(row.Tap.Ods, row.Home)] = row.Organisation.Limits.DrawTarget(chance);

        await using var command = new NpgsqlCommand(Statement, connection, transaction);
        void Add<T>(string name, NpgsqlDbType type, Func<(AdmittedTap Tap, Home Home, int At, OrganisationSnapshot Organisation, DateOnly Today), T> value) =>
            command.Parameters.Add(new NpgsqlParameter<T[]>(name, type | NpgsqlDbType.Array) { TypedValue = [.. rows.Select(value)] });

        Add("clocks", NpgsqlDbType.Text, row => row.Organisation.LedgerClock);
        Add("closes_on", NpgsqlDbType.Date, row => ClosesOn(row.Tap.Day));
        Add("key_ids", NpgsqlDbType.Bytea, row => row.Tap.Day.KeyId.ToBytes());
        Add("hashes", NpgsqlDbType.Bytea, row => row.Tap.Day.Hash);
        Add("service_dates", NpgsqlDbType.Date, row => row.Tap.Day.Date.Value);
        Add("week_closes_on", NpgsqlDbType.Date, row => row.Tap.Week is { } week ? ClosesOn(week) : (DateOnly?)null);
        Add("week_key_ids", NpgsqlDbType.Bytea, row => row.Tap.Week?.KeyId.ToBytes());
        Add("week_hashes", NpgsqlDbType.Bytea, row => row.Tap.Week?.Hash);
        Add("weeks", NpgsqlDbType.Date, row => row.Tap.Week?.Date.Value);
        Add("odses", NpgsqlDbType.Text, row => row.Tap.Ods.Value);
        Add("kinds", NpgsqlDbType.Text, row => Words.Of(row.Home.Kind));
        Add("codes", NpgsqlDbType.Text, row => row.Home.Code);
        Add("moods", NpgsqlDbType.Text, row => Words.Of(row.Tap.Mood));
        Add("targets", NpgsqlDbType.Integer, row => targets[(row.Tap.Ods, row.Home)]);
        Add("todays", NpgsqlDbType.Date, row => row.Today);

        Admitted[] admitted = [.. homes.Select(home => home is null ? Admitted.UnitGone : Admitted.Before)];
        await using var positions = await command.ExecuteReaderAsync(stop);
        while (await positions.ReadAsync(stop)) admitted[rows[positions.GetInt64(0) - 1].At] = Admitted.Now;
        return admitted;
    }

    private Home? Draw(AdmittedTap tap, OrganisationNow organisation) =>
        organisation.Organisation.Tree.StandsFor(tap.Place.Unit, organisation.Today) is null
            ? null
            : organisation.Organisation.Homes.Draw(tap.Place, organisation.Today, chance);

    private static DateOnly ClosesOn(SpentPass pass) => PassKey.ClosesOnOf(pass.Kind, pass.Date);
}
