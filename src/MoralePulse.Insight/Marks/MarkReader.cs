using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Marks;

/// <summary>Reads targets and annotations of some units and cohorts, inside the transaction that makes their trends.</summary>
internal static class MarkReader
{
    public static async Task<IReadOnlyDictionary<PulseScope, ScopeMarks>> Read(
        Ods ods, IReadOnlyCollection<PulseScope> scopes, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(MarkReader), "marks.sql"), connection, transaction)
        {
            Parameters = { new("ods", ods.Value), new("kinds", scopes.Select(scope => scope.Kind).ToArray()), new("codes", scopes.Select(scope => scope.Code).ToArray()) },
        };
        var marks = new Dictionary<PulseScope, ScopeMarks>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var scope = new PulseScope(rows.GetString(1), rows.GetString(2));
            var known = marks.GetValueOrDefault(scope, ScopeMarks.None);
            var (why, setAs, setOn) = (rows.GetString(7), rows.GetString(8), rows.GetFieldValue<DateOnly>(9));
            marks[scope] = rows.GetString(0) == "annotation"
                ? known with { Annotations = [.. known.Annotations, new(rows.GetFieldValue<DateOnly>(4), rows.GetBoolean(5), why, setAs, setOn)] }
                : rows.GetString(3) == "green" ? known with { Green = new(rows.GetDouble(6), setAs, setOn, why) } : known with { Red = new(rows.GetDouble(6), setAs, setOn, why) };
        }

        return marks;
    }
}
