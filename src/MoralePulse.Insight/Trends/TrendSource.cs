using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Trends;

/// <summary>What a unit's or cohort's trends are made from.</summary>
/// <param name="Days">Sums by release date.</param>
/// <param name="Weeks">Reach by week; departments and up only have any.</param>
internal sealed record TrendSource(List<DaySums> Days, List<(Week Week, int People)> Weeks)
{
    /// <summary>Reads those of some units and cohorts.</summary>
    public static async Task<IReadOnlyDictionary<PulseScope, TrendSource>> Read(
        Ods ods, DateOnly today, IReadOnlyCollection<PulseScope> scopes, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        var sources = scopes.ToDictionary(scope => scope, _ => new TrendSource([], []));
        var from = Enum.GetValues<Grain>().Min(grain => TrendSeries.FirstDate(grain, today));
        await using var command = new NpgsqlCommand(SqlFile.Beside<TrendSource>("sums.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", ods.Value), new("from", from), new("today", today),
                new("kinds", scopes.Select(scope => scope.Kind).ToArray()), new("codes", scopes.Select(scope => scope.Code).ToArray()),
            },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var source = sources[new(rows.GetString(1), rows.GetString(2))];
            var date = rows.GetFieldValue<DateOnly>(3);
            if (rows.GetString(0) == "day") source.Days.Add(new(date, rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6)));
            else source.Weeks.Add((Week.Of(date), (int)rows.GetInt64(4)));
        }

        return sources;
    }

    /// <summary>The series of a grain and measure; null where there is no such trend: reach is by week, and of departments and up.</summary>
    public TrendSeries? Series(Grain grain, Measure measure, DateOnly today) => measure switch
    {
        not Measure.Reach => TrendSeries.Of(Days, grain, measure, today),
        _ when grain == Grain.Week && Weeks.Count > 0 => TrendSeries.OfReach(Weeks, today),
        _ => null,
    };
}
