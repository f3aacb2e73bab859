using System.Data;
using MoralePulse.Domain;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Trends;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Marks;

/// <summary>Keeps targets and annotations, with who set them, when and why, and makes the charts that they stand on anew. Nothing that was set is ever rewritten.</summary>
/// <param name="database">This side's connections.</param>
public sealed class MarkBook(InsightDatabase database)
{
    /// <summary>Longest reason, in characters: it stands on a chart.</summary>
    public const int LongestWhy = 200;

    /// <summary>Sets the target of a share, or takes it away.</summary>
    /// <param name="here">The organisation and its time.</param>
    /// <param name="scope">Whose chart.</param>
    /// <param name="measure">Share of green or of red.</param>
    /// <param name="value">In per cent, 0 to 100, with at most one decimal; null to take it away.</param>
    /// <param name="why">The reason.</param>
    /// <param name="leader">Who sets it.</param>
    /// <param name="stop">Cancels.</param>
    public Task<MarkOutcome> SetTarget(OrganisationNow here, PulseScope scope, Measure measure, double? value, string why, Leader leader, CancellationToken stop) =>
        !measure.IsShare() || (value is { } given && !(given is >= 0 and <= 100 && Math.Abs(given * 10 - Math.Round(given * 10)) < 1e-6))
            ? Task.FromResult<MarkOutcome>(new MarkOutcome.Refused("value", MarkRefusalTexts.Share))
            : Write(here, scope, why, leader, (role, connection, transaction, token) => Execute(
                "target.sql", here, scope, why, role, leader, connection, transaction,
                [new("measure", TrendNames.Of(measure)), new("value", value is { } percent ? (decimal)percent : DBNull.Value) { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Numeric }], token), stop);

    /// <summary>Writes a note on a week of the chart, or begins its average and limits anew there.</summary>
    /// <param name="here">The organisation and its time.</param>
    /// <param name="scope">Whose chart.</param>
    /// <param name="date">Monday of a week that has a point.</param>
    /// <param name="rebases">Whether average and limits begin anew.</param>
    /// <param name="why">What happened.</param>
    /// <param name="leader">Who writes it.</param>
    /// <param name="stop">Cancels.</param>
    public Task<MarkOutcome> Annotate(OrganisationNow here, PulseScope scope, DateOnly date, bool rebases, string why, Leader leader, CancellationToken stop) =>
        Write(here, scope, why, leader, async (role, connection, transaction, token) =>
        {
            var source = (await TrendSource.Read(here.Organisation.Ods, here.Today, [scope], connection, transaction, token))[scope];
            var dates = TrendSeries.Of(source.Days, Grain.Week, Measure.ShareGreen, here.Today).Complete.Select(period => period.Observation.Date).ToList();
            if (UnplacedRebase.Among([date], dates) is [var unplaced]) return new MarkOutcome.Refused("date", Nearest(unplaced));
            var marks = (await MarkReader.Read(here.Organisation.Ods, [scope], connection, transaction, token)).GetValueOrDefault(scope, ScopeMarks.None);
            if (marks.Annotations.Any(annotation => annotation.Date == date && annotation.Rebases == rebases))
                return new MarkOutcome.Refused("date", rebases ? MarkRefusalTexts.RebaseThere : MarkRefusalTexts.NoteThere);
            return await Execute("annotate.sql", here, scope, why, role, leader, connection, transaction, [new("date", date), new("rebases", rebases)], token);
        }, stop);

    /// <summary>Takes an annotation away. That it stood, and who took it away, stays on record.</summary>
    /// <param name="here">The organisation and its time.</param>
    /// <param name="scope">Whose chart.</param>
    /// <param name="date">The week that it stands at.</param>
    /// <param name="rebases">Whether it begins the average anew.</param>
    /// <param name="leader">Who takes it away.</param>
    /// <param name="stop">Cancels.</param>
    public Task<MarkOutcome> Withdraw(OrganisationNow here, PulseScope scope, DateOnly date, bool rebases, Leader leader, CancellationToken stop) =>
        Write(here, scope, "taken away", leader, (role, connection, transaction, token) => Execute(
            "withdraw.sql", here, scope, "", role, leader, connection, transaction, [new("date", date), new("rebases", rebases)], token), stop);

    private async Task<MarkOutcome> Write(
        OrganisationNow here, PulseScope scope, string why, Leader leader, Func<string, NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<MarkOutcome>> write, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(leader);
        if (leader.RoleFor(scope, here.Organisation) is not { } role) return new MarkOutcome.NotYours();
        if (why?.Trim() is not { Length: > 0 and <= LongestWhy } reason || reason.Any(char.IsControl))
            return new MarkOutcome.Refused("why", Phrase.With(MarkRefusalTexts.Why, LongestWhy));
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await database.InTransaction(async (connection, transaction, token) =>
                {
                    if (await TrendUpkeep.VersionOf(here, scope, connection, transaction, token) is not { } version)
                        return new MarkOutcome.Refused("why", MarkRefusalTexts.NoChart);
                    var outcome = await write(role, connection, transaction, token);
                    if (outcome is MarkOutcome.Done) await TrendUpkeep.Make(here, [(scope, version)], connection, transaction, token);
                    return outcome;
                }, IsolationLevel.RepeatableRead, stop);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && tries < 5)
            {
                // Another leader was quicker by a moment: what she set is seen now
            }
        }
    }

    private static async Task<MarkOutcome> Execute(
        string file, OrganisationNow here, PulseScope scope, string why, string role, Leader leader, NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlParameter[] own,
        CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<MarkBook>(file), connection, transaction)
        {
            Parameters =
            {
                new("ods", here.Organisation.Ods.Value), new("kind", scope.Kind), new("code", scope.Code), new("why", why.Trim()), new("set_as", role), new("set_by", leader.Person),
                new("today", here.Today),
            },
        };
        command.Parameters.AddRange(own);
        await command.ExecuteNonQueryAsync(stop);
        return new MarkOutcome.Done();
    }

    private static string Nearest(UnplacedRebase unplaced)
    {
        return new[] { unplaced.Before, unplaced.After }.OfType<DateOnly>().Select(TrendWords.Day).ToList() switch
        {
            [var only] => Phrase.With(MarkRefusalTexts.Nearest, TrendWords.Day(unplaced.Date), only),
            [var before, var after] => Phrase.With(MarkRefusalTexts.NearestTwo, TrendWords.Day(unplaced.Date), before, after),
            _ => MarkRefusalTexts.NoWeek,
        };
    }
}
