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
    private static readonly string Retired = SqlFile.Beside<Admission>("retired.sql");
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
        var retired = await Lock(odses, taps, connection, transaction, stop);
        taps = [.. taps.Select(tap => tap.Week is { } week && retired.Contains(week.KeyId) ? tap with { Week = null } : tap)]; // as if it had been spent: it never refuses a tap

        // Read under the lock, so that no import moves the tree between the draw of a home and its counting.
        var organisations = await database.Tree.Find(odses, connection, transaction, stop);
        var homes = taps.Select(tap => retired.Contains(tap.Day.KeyId) ? null : Draw(tap, organisations[tap.Ods])).ToArray();
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

        Admitted[] admitted = [.. taps.Select((tap, at) => retired.Contains(tap.Day.KeyId) ? Admitted.KeyRetired : homes[at] is null ? Admitted.UnitGone : Admitted.Before)];
        await using var positions = await command.ExecuteReaderAsync(stop);
        while (await positions.ReadAsync(stop)) admitted[rows[positions.GetInt64(0) - 1].At] = Admitted.Now;
        return admitted;
    }

    // The lock, and in a statement after it, so that it sees a restore that was told of meanwhile, which of the keys are retired. One way to the database for both.
    private static async Task<HashSet<PassKeyId>> Lock(Ods[] odses, IReadOnlyList<AdmittedTap> taps, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var keys = taps.SelectMany(tap => new[] { (tap.Ods, tap.Day.KeyId), (tap.Ods, (tap.Week ?? tap.Day).KeyId) }).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new(OrganisationLock.Shared) { Parameters = { new("odses", odses.Select(ods => ods.Value).ToArray()) } },
                new(Retired) { Parameters = { new("odses", keys.Select(key => key.Ods.Value).ToArray()), new("key_ids", keys.Select(key => key.KeyId.ToBytes()).ToArray()) } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(stop);
        await rows.NextResultAsync(stop);
        var retired = new HashSet<PassKeyId>();
        while (await rows.ReadAsync(stop)) retired.Add(PassKeyId.FromBytes(rows.GetFieldValue<byte[]>(0)));
        return retired;
    }

    private Home? Draw(AdmittedTap tap, OrganisationNow organisation) =>
        organisation.Organisation.Tree.StandsFor(tap.Place.Unit, organisation.Today) is null
            ? null
            : organisation.Organisation.Homes.Draw(tap.Place, organisation.Today, chance);

    private static DateOnly ClosesOn(SpentPass pass) => PassKey.ClosesOnOf(pass.Kind, pass.Date);
}
