using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Trends;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Signals;

/// <summary>A weekly trend as it was read.</summary>
/// <param name="Scope">Whose.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="Reading">The reading.</param>
/// <param name="EndsThin">Whether its last week stands on few taps.</param>
internal sealed record WeeklyReading(PulseScope Scope, Measure Measure, Reading Reading, bool EndsThin);

/// <summary>Opens, carries on and closes signals, inside the transaction that makes their trends.</summary>
internal static class SignalUpkeep
{
    public static async Task Run(Ods ods, DateOnly today, IReadOnlyList<WeeklyReading> trends, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var last = await Last(ods, trends, connection, transaction, stop);
        var latestWeek = Week.Of(today).Previous.Monday;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var trend in trends)
        {
            var known = last.GetValueOrDefault((trend.Scope, trend.Measure));
            var step = SignalRule.Next(known, trend.Reading, latestWeek, trend.EndsThin);
            if (step is { SeenUntil: null, Closes: false, Opens: null }) continue;
            batch.BatchCommands.Add(new(SqlFile.Beside(typeof(SignalUpkeep), "step.sql"))
            {
                Parameters =
                {
                    new("ods", ods.Value), new("kind", trend.Scope.Kind), new("code", trend.Scope.Code), new("measure", TrendNames.Of(trend.Measure)), new("today", today),
                    new("seen", (object?)step.SeenUntil ?? DBNull.Value) { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date }, new("closes", step.Closes),
                },
            });
            if (step.Opens is not { } opens) continue;
            batch.BatchCommands.Add(new(SqlFile.Beside(typeof(SignalUpkeep), "open.sql"))
            {
                Parameters =
                {
                    new("ods", ods.Value), new("kind", trend.Scope.Kind), new("code", trend.Scope.Code), new("measure", TrendNames.Of(trend.Measure)), new("today", today),
                    new("opened_for", opens.OpenedFor), new("since", opens.Since), new("meaning", TrendNames.Of(opens.Cause.Meaning)), new("rule", TrendNames.Of(opens.Cause.Rule)),
                    new("way", TrendNames.Of(opens.Cause.Way)),
                },
            });
        }

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(stop);
    }

    private static async Task<IReadOnlyDictionary<(PulseScope, Measure), SignalState>> Last(
        Ods ods, IReadOnlyList<WeeklyReading> trends, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(SignalUpkeep), "last.sql"), connection, transaction)
        {
            Parameters = { new("ods", ods.Value), new("kinds", trends.Select(trend => trend.Scope.Kind).ToArray()), new("codes", trends.Select(trend => trend.Scope.Code).ToArray()) },
        };
        var last = new Dictionary<(PulseScope, Measure), SignalState>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            last[(new(rows.GetString(0), rows.GetString(1)), TrendNames.Measure(rows.GetString(2))!.Value)] = new(
                new(TrendNames.Rule(rows.GetString(3))!.Value, TrendNames.Way(rows.GetString(4))!.Value, TrendNames.Meaning(rows.GetString(5))!.Value),
                rows.GetFieldValue<DateOnly>(6), rows.GetFieldValue<DateOnly>(7), rows.GetFieldValue<DateOnly>(8), rows.IsDBNull(9));
        return last;
    }
}
