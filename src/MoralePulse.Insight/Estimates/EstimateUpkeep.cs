using System.Collections.Concurrent;
using System.Data;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Estimates;

/// <summary>Keeps an organisation's pooled estimates up to its last complete week. Run twice it changes nothing: blocks of complete weeks never do.</summary>
/// <param name="database">This side's connections.</param>
public sealed class EstimateUpkeep(InsightDatabase database)
{
    /// <summary>Complete weeks whose blocks an estimate is from: a quarter.</summary>
    public const int Weeks = 13;

    /// <summary>Complete weeks in which a unit needs 13 with blocks to have a chart.</summary>
    public const int ChartWeeks = 52;

    private readonly ConcurrentDictionary<Ods, (DateOnly Monday, long Version)> done = new();

    /// <summary>The same as <see cref="Run"/>, where this process has not done it for the week and this tree: it would find the same blocks and units.</summary>
    public async Task RunDue(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        var (ods, due) = (here.Organisation.Ods, (Week.Of(here.Today).Monday, here.Organisation.Version));
        if (done.GetValueOrDefault(ods) == due) return;
        await Run(here, stop);
        done[ods] = due;
    }

    /// <summary>Makes the estimates that are needed and removes the others.</summary>
    /// <returns>Estimates that there are now.</returns>
    public Task<int> Run(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        var monday = Week.Of(here.Today).Monday;
        return database.InTransaction(
            async (connection, transaction, token) =>
            {
                var made = EstimateDraft.Of(await Read(here.Organisation.Ods, monday, connection, transaction, token), here.Organisation.Tree, here.Organisation.Homes, monday);
                await Store(here.Organisation.Ods, monday, made, connection, transaction, token);
                return made.Count;
            },
            IsolationLevel.ReadCommitted, stop);
    }

    private static async Task<List<EstimateSource>> Read(Ods ods, DateOnly monday, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<EstimateUpkeep>("source.sql"), connection, transaction)
        {
            Parameters = { new("ods", ods.Value), new("monday", monday), new("from", monday.AddDays(-7 * Weeks)), new("year", monday.AddDays(-7 * ChartWeeks)) },
        };
        var sources = new List<EstimateSource>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) sources.Add(new(rows.GetString(0), rows.GetInt32(1), Part(4), Part(7)));
        return sources;

        ReleasedPart Part(int at) => new(rows.GetInt64(2), rows.GetDouble(3), rows.GetInt64(at), rows.GetDouble(at + 1), rows.GetDouble(at + 2));
    }

    private static async Task Store(Ods ods, DateOnly monday, IReadOnlyList<PooledEstimate> made, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<EstimateUpkeep>("store.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", ods.Value), new("monday", monday),
                new("units", made.Select(one => one.Unit).ToArray()), new("measures", made.Select(one => one.Measure).ToArray()),
                new("weeks", made.Select(one => one.Weeks).ToArray()), new("taps", made.Select(one => one.Taps).ToArray()),
                new("shares", made.Select(one => one.Share).ToArray()), new("lowers", made.Select(one => one.Lower).ToArray()), new("uppers", made.Select(one => one.Upper).ToArray()),
                new("parents", made.Select(one => one.Parent).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }
}
