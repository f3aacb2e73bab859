using System.Data;
using System.Text.Json;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Estimates;
using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Signals;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Trends;

/// <summary>
/// Makes trends anew where blocks have come or a period is over, and brings their signals up to date. It does what is due, a batch in a transaction: run twice, or again after it
/// was killed, it leaves the rows that one clean run leaves. With them, once a week, the estimates of units that have too few figures for a chart.
/// </summary>
/// <param name="database">This side's connections.</param>
/// <param name="estimates">The estimates.</param>
public sealed class TrendUpkeep(InsightDatabase database, EstimateUpkeep estimates)
{
    private const int BatchSize = 100;

    private static readonly Profile[] Profiles = [Profile.MakingDataCountExcel, Profile.PlotTheDotsR];

    /// <summary>Does what is due for an organisation at its time.</summary>
    /// <returns>Trends made.</returns>
    public async Task<int> Run(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        for (var made = 0; ;)
        {
            var batch = await database.InTransaction(async (connection, transaction, token) =>
            {
                var stale = await Stale(here, connection, transaction, token);
                return (Units: stale.Count, Made: await Make(here, stale, connection, transaction, token));
            }, IsolationLevel.RepeatableRead, stop);
            made += batch.Made;
            if (batch.Units == BatchSize) continue;
            if (made > 0) await estimates.RunDue(here, stop);
            return made;
        }
    }

    /// <summary>Releases so far of a unit or cohort; null where nothing was released, so that it has no trends.</summary>
    internal static async Task<long?> VersionOf(OrganisationNow here, PulseScope scope, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select version from published.version where ods = @ods and kind = @kind and code = @code", connection, transaction)
        {
            Parameters = { new("ods", here.Organisation.Ods.Value), new("kind", scope.Kind), new("code", scope.Code) },
        };
        return (long?)await command.ExecuteScalarAsync(stop);
    }

    private static async Task<List<(PulseScope Scope, long Version)>> Stale(OrganisationNow here, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<TrendUpkeep>("stale.sql"), connection, transaction)
        {
            Parameters = { new("ods", here.Organisation.Ods.Value), new("today", here.Today), new("most", BatchSize) },
        };
        var stale = new List<(PulseScope, long)>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) stale.Add((new(rows.GetString(0), rows.GetString(1)), rows.GetInt64(2)));
        return stale;
    }

    /// <summary>Makes the trends of some units and cohorts anew inside a transaction, whatever was made before.</summary>
    internal static async Task<int> Make(
        OrganisationNow here, IReadOnlyList<(PulseScope Scope, long Version)> stale, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        if (stale.Count == 0) return 0;
        var (ods, today, scopes) = (here.Organisation.Ods, here.Today, stale.Select(one => one.Scope).ToList());
        var sources = await TrendSource.Read(ods, today, scopes, connection, transaction, stop);
        var marks = await MarkReader.Read(ods, scopes, connection, transaction, stop);
        var made = new List<(TrendKey Key, string Body)>();
        var weekly = new List<WeeklyReading>();
        foreach (var (scope, version) in stale)
        {
            var marked = marks.GetValueOrDefault(scope, ScopeMarks.None);
            foreach (var grain in Enum.GetValues<Grain>())
                foreach (var measure in Enum.GetValues<Measure>())
                    if (sources[scope].Series(grain, measure, today) is { } series)
                    {
                        made.AddRange(Profiles.Select(profile => new TrendKey(scope, grain, measure, profile))
                            .Select(key => (key, JsonSerializer.Serialize(TrendDraft.Of(key, series, marked, today, version), TrendReader.Json))));
                        if (grain == Grain.Week && measure.IsShare()) weekly.Add(new(scope, measure, TrendDraft.Read(series, measure, Profile.MakingDataCountExcel, marked), series.EndsThin));
                    }
        }

        await Store(ods, today, stale, made, connection, transaction, stop);
        await SignalUpkeep.Run(ods, today, weekly, connection, transaction, stop);
        return made.Count;
    }

    private static async Task Store(
        Ods ods, DateOnly today, IReadOnlyList<(PulseScope Scope, long Version)> stale, List<(TrendKey Key, string Body)> made, NpgsqlConnection connection, NpgsqlTransaction transaction,
        CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<TrendUpkeep>("store.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", ods.Value), new("today", today),
                new("kinds", made.Select(one => one.Key.Scope.Kind).ToArray()), new("codes", made.Select(one => one.Key.Scope.Code).ToArray()),
                new("grains", made.Select(one => TrendNames.Of(one.Key.Grain)).ToArray()), new("measures", made.Select(one => TrendNames.Of(one.Key.Measure)).ToArray()),
                new("profiles", made.Select(one => one.Key.Profile.Name).ToArray()), new("bodies", made.Select(one => one.Body).ToArray()),
                new("state_kinds", stale.Select(one => one.Scope.Kind).ToArray()), new("state_codes", stale.Select(one => one.Scope.Code).ToArray()),
                new("versions", stale.Select(one => one.Version).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }
}
