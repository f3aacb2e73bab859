using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;
using Npgsql;

namespace MoralePulse.Insight.Estimates;

/// <summary>Reads pooled estimates.</summary>
/// <param name="database">This side's connections.</param>
public sealed class EstimateReader(InsightDatabase database)
{
    /// <summary>A unit's estimate of a share; null for a unit with a chart of its own, and for one without any block of its own.</summary>
    public Task<PooledEstimate?> Find(Ods ods, string unit, Measure measure, CancellationToken stop) => database.Read<PooledEstimate?>(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                "select unit, measure, weeks, taps, share, lower, upper, parent, as_of from published.estimate where ods = @ods and unit = @unit and measure = @measure", connection)
            { Parameters = { new("ods", ods.Value), new("unit", unit), new("measure", TrendNames.Of(measure)) } };
            await using var rows = await command.ExecuteReaderAsync(token);
            return await rows.ReadAsync(token)
                ? new(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetInt64(3), rows.GetDouble(4), rows.GetDouble(5), rows.GetDouble(6), rows.GetString(7), rows.GetFieldValue<DateOnly>(8))
                : null;
        },
        stop);
}
