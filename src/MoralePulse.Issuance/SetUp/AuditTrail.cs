using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Issuance.SetUp;

/// <summary>A row of the trail.</summary>
/// <param name="Number">Order, from 1 without gaps.</param>
/// <param name="At">The organisation's time, to the minute.</param>
/// <param name="Person">Staff number of the administrator; null for the operator's command and the first run.</param>
/// <param name="Act">What was done.</param>
/// <param name="About">Staff number whose role or identity changed, or a shift's code; null where it is about the organisation.</param>
/// <param name="Before">Values before.</param>
/// <param name="After">Values after.</param>
public sealed record AuditRow(
    long Number, DateTimeOffset At, string? Person, string Act, string? About, IReadOnlyDictionary<string, string> Before, IReadOnlyDictionary<string, string> After);

/// <summary>Which rows are asked for.</summary>
/// <param name="Act">What was done; null for all.</param>
/// <param name="Person">Staff number of whoever did it, or whose role or identity it was; null for all.</param>
/// <param name="Before">Only rows with a lower number; null from the newest on.</param>
public sealed record AuditQuestion(string? Act = null, string? Person = null, long? Before = null);

/// <summary>The append-only trail of what administrators and imports changed.</summary>
/// <param name="database">This side's connections.</param>
public sealed class AuditTrail(IssuanceDatabase database)
{
    /// <summary>Everything that can be done, in the words of the table.</summary>
    public static IReadOnlyList<string> Acts { get; } =
        ["made", "opened", "import", "role", "identity", "shift", "parameters", "level", "kept", "name", "time-zone", "contacts", "logo", "checked", "wall"];

    /// <summary>Rows that answer a question, newest first, at most so many.</summary>
    public Task<IReadOnlyList<AuditRow>> Read(Ods ods, AuditQuestion question, int most, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.Source.CreateCommand(SqlFile.Beside<AuditTrail>("read-trail.sql"));
            command.Parameters.AddRange((NpgsqlParameter[])[
                new NpgsqlParameter("ods", ods.Value),
                Text("act", question.Act), Text("person", question.Person),
                new NpgsqlParameter("before", NpgsqlDbType.Bigint) { Value = question.Before ?? (object)DBNull.Value },
                new NpgsqlParameter("most", most)]);
            var found = new List<AuditRow>();
            await using var rows = await command.ExecuteReaderAsync(token);
            while (await rows.ReadAsync(token))
                found.Add(new(
                    rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), Maybe(rows, 2), rows.GetString(3), Maybe(rows, 4), AuditValues.Read(Maybe(rows, 5)), AuditValues.Read(Maybe(rows, 6))));
            return (IReadOnlyList<AuditRow>)found;
        },
        stop).AsTask();

    /// <summary>What was looked at and left as it was: shifts, parameters.</summary>
    public Task<IReadOnlySet<string>> Checked(Ods ods, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.Source.CreateCommand("""
                select distinct case act when 'shift' then 'shifts' when 'parameters' then 'parameters' else about end
                  from issuance.audit where ods = @ods and act in ('checked', 'shift', 'parameters')
                """);
            command.Parameters.AddWithValue("ods", ods.Value);
            var found = new HashSet<string>();
            await using var rows = await command.ExecuteReaderAsync(token);
            while (await rows.ReadAsync(token)) found.Add(rows.GetString(0));
            return (IReadOnlySet<string>)found;
        },
        stop).AsTask();

    /// <summary>Adds rows within the transaction of what they tell; the caller has the organisation's turn.</summary>
    internal static async Task Append(
        Ods ods, DateTimeOffset at, string? person, IReadOnlyCollection<AuditEntry> entries, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken stop)
    {
        if (entries.Count == 0) return;
        await using var command = new NpgsqlCommand(SqlFile.Beside<AuditTrail>("append.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", ods.Value), new("at", at.ToUniversalTime()), Text("person", person),
                Texts("acts", entries.Select(entry => (string?)entry.Act)), Texts("abouts", entries.Select(entry => entry.About)),
                Texts("befores", entries.Select(entry => entry.Before)), Texts("afters", entries.Select(entry => entry.After)),
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }

    private static NpgsqlParameter Text(string name, string? value) => new(name, NpgsqlDbType.Text) { Value = value ?? (object)DBNull.Value };

    private static NpgsqlParameter Texts(string name, IEnumerable<string?> values) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };

    private static string? Maybe(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
