using System.Collections.Concurrent;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using Npgsql;

namespace MoralePulse.Tree;

/// <summary>
/// Reads organisations over one side's own connection. What rarely changes is kept and read again when its version has risen; the clock of a
/// simulated organisation is read every time.
/// </summary>
/// <param name="database">The side's connections.</param>
/// <param name="time">The server's time.</param>
public sealed class TreeReader(NpgsqlDataSource database, TimeProvider time)
{
    private const string State =
        "select o.ods, o.version, c.now from organisation.organisation o left join organisation.clock c on c.ods = o.ods and o.simulated";

    private readonly ConcurrentDictionary<Ods, OrganisationSnapshot> kept = new();

    /// <summary>An organisation and its time; null where there is none of that code.</summary>
    public Task<OrganisationNow?> Find(Ods ods, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var connection = await database.OpenConnectionAsync(token);
            return await Find(ods, connection, null, token);
        },
        stop).AsTask();

    /// <summary>The same inside a transaction, so that what is read is what an organisation's lock protects.</summary>
    public async Task<OrganisationNow?> Find(Ods ods, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop) =>
        (await Find([ods], connection, transaction, stop)).GetValueOrDefault(ods);

    /// <summary>Several organisations inside a transaction; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<Ods, OrganisationNow>> Find(
        IReadOnlyCollection<Ods> odses, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = new NpgsqlCommand(State + " where o.ods = any(@odses)", connection, transaction)
        {
            Parameters = { new("odses", odses.Select(ods => ods.Value).ToArray()) },
        };
        var found = new Dictionary<Ods, OrganisationNow>();
        foreach (var state in await States(command, stop)) found[state.Ods] = await Current(state, connection, transaction, stop);
        return found;
    }

    /// <summary>Every organisation and its time, by ODS code.</summary>
    public Task<IReadOnlyList<OrganisationNow>> All(CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var connection = await database.OpenConnectionAsync(token);
            await using var command = new NpgsqlCommand(State + " order by o.ods", connection);
            var all = new List<OrganisationNow>();
            foreach (var state in await States(command, token)) all.Add(await Current(state, connection, null, token));
            return (IReadOnlyList<OrganisationNow>)all;
        },
        stop).AsTask();

    /// <summary>An organisation's logo; null where it has none.</summary>
    public Task<Logo?> Logo(Ods ods, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.CreateCommand("select type, content, hash from organisation.logo where ods = @ods");
            command.Parameters.AddWithValue("ods", ods.Value);
            await using var rows = await command.ExecuteReaderAsync(token);
            return await rows.ReadAsync(token) ? new Logo(rows.GetString(0), rows.GetFieldValue<byte[]>(1), rows.GetString(2)) : null;
        },
        stop).AsTask();

    private static async Task<List<(Ods Ods, long Version, DateTimeOffset? Clock)>> States(NpgsqlCommand command, CancellationToken stop)
    {
        var states = new List<(Ods, long, DateTimeOffset?)>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            states.Add((Ods.Parse(rows.GetString(0)), rows.GetInt64(1), rows.IsDBNull(2) ? null : await rows.GetFieldValueAsync<DateTimeOffset>(2, stop)));
        return states;
    }

    private async Task<OrganisationNow> Current((Ods Ods, long Version, DateTimeOffset? Clock) state, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        if (!kept.TryGetValue(state.Ods, out var snapshot) || snapshot.Version != state.Version)
            kept[state.Ods] = snapshot = await Load(state.Ods, connection, transaction, stop);
        return new(snapshot, state.Clock ?? time.GetUtcNow());
    }

    // One batch is one snapshot of the database only inside a repeatable read; a version that rises between its statements is read again next time.
    private static async Task<OrganisationSnapshot> Load(Ods ods, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var text in (string[])[
            """
            select o.name, o.time_zone, o.simulated, o.opened, o.tick_seconds, o.version, s.minimum_taps, s.proven_people, s.dissent, s.deepest_level,
                   o.contact, o.opens_by_hand, s.blocks_kept_months, (select l.hash from organisation.logo l where l.ods = o.ods)
              from organisation.organisation o join organisation.settings s using (ods) where o.ods = @ods
            """,
            "select id, parent_id, name, kind, headcount, closed_on from organisation.unit where ods = @ods",
            "select code, name, starts, ends, retired_on from organisation.shift where ods = @ods order by position, code",
            "select code, name, headcount from organisation.staff_group where ods = @ods order by position",
            "select name, address from organisation.support_contact where ods = @ods order by position"])
            batch.BatchCommands.Add(new(text) { Parameters = { new("ods", ods.Value) } });

        await using var rows = await batch.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        var (name, zone, simulated, opened) = (rows.GetString(0), rows.GetString(1), rows.GetBoolean(2), rows.GetBoolean(3));
        var schedule = rows.IsDBNull(4) ? TickSchedule.Standard : TickSchedule.Every(TimeSpan.FromSeconds(rows.GetInt32(4)));
        var version = rows.GetInt64(5);
        var limits = new ReleaseLimits(rows.GetInt32(6), rows.GetInt32(7), rows.GetInt32(8));
        var deepest = Words.UnitKind(rows.GetString(9))!.Value;
        var (contact, byHand, kept, logo) = (Text(rows, 10), rows.GetBoolean(11), rows.IsDBNull(12) ? (int?)null : rows.GetInt32(12), Text(rows, 13));

        var units = await Rows(rows, row => new Unit(
            row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), Words.UnitKind(row.GetString(3))!.Value, row.GetInt32(4),
            row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5)), stop);
        var shifts = await Rows(rows, row => new ShiftPattern(row.GetString(0), row.GetString(1), row.GetFieldValue<TimeOnly>(2), row.GetFieldValue<TimeOnly>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4)), stop);
        var groups = await Rows(rows, row => new StaffGroup(row.GetString(0), row.GetString(1), row.GetInt32(2)), stop);
        var support = await Rows(rows, row => new SupportContact(row.GetString(0), Text(row, 1)), stop);
        return new(
            ods, name, TimeZoneInfo.FindSystemTimeZoneById(zone), simulated, opened, schedule, version, new(units), [.. shifts.Where(shift => shift.RetiredOn is null)], groups, limits, deepest)
        {
            RetiredShifts = [.. shifts.Where(shift => shift.RetiredOn is not null)],
            Contact = contact,
            Support = support,
            LogoHash = logo,
            BlocksKeptMonths = kept,
            OpensByHand = byHand,
        };
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static async Task<List<T>> Rows<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        await rows.NextResultAsync(stop);
        var all = new List<T>();
        while (await rows.ReadAsync(stop)) all.Add(read(rows));
        return all;
    }
}
