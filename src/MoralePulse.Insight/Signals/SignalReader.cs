using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Trends;
using Npgsql;

namespace MoralePulse.Insight.Signals;

/// <summary>Reads signals.</summary>
/// <param name="database">This side's connections.</param>
public sealed class SignalReader(InsightDatabase database)
{
    /// <summary>Signals that are open.</summary>
    public Task<IReadOnlyList<Signal>> Open(Ods ods, CancellationToken stop) => Read("closed_on is null", ods, default, stop);

    /// <summary>Signals that were opened or closed on a date or later: what a digest tells.</summary>
    public Task<IReadOnlyList<Signal>> ChangedSince(Ods ods, DateOnly date, CancellationToken stop) => Read("opened_on >= @date or closed_on >= @date", ods, date, stop);

    /// <summary>Every signal there has been, oldest first.</summary>
    public Task<IReadOnlyList<Signal>> All(Ods ods, CancellationToken stop) => Read("true", ods, default, stop);

    private Task<IReadOnlyList<Signal>> Read(string which, Ods ods, DateOnly date, CancellationToken stop) => database.Read<IReadOnlyList<Signal>>(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                $"""
                select kind, code, measure, rule, way, meaning, since, opened_for, last_seen, opened_on, closed_on
                  from published.signal where ods = @ods and ({which}) order by opened_on, kind, code, measure
                """, connection)
            { Parameters = { new("ods", ods.Value), new("date", date) } };
            await using var rows = await command.ExecuteReaderAsync(token);
            var signals = new List<Signal>();
            while (await rows.ReadAsync(token))
            {
                var cause = new SpecialCause(TrendNames.Rule(rows.GetString(3))!.Value, TrendNames.Way(rows.GetString(4))!.Value, TrendNames.Meaning(rows.GetString(5))!.Value);
                signals.Add(new(
                    new(rows.GetString(0), rows.GetString(1)), TrendNames.Measure(rows.GetString(2))!.Value, cause, rows.GetFieldValue<DateOnly>(6), rows.GetFieldValue<DateOnly>(7),
                    rows.GetFieldValue<DateOnly>(8), rows.GetFieldValue<DateOnly>(9), rows.IsDBNull(10) ? null : rows.GetFieldValue<DateOnly>(10)));
            }

            return signals;
        },
        stop);
}
