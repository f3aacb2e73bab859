using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Heat;

/// <summary>Reads weekly sums of many units at once.</summary>
/// <param name="database">This side's connections.</param>
public sealed class HeatReader(InsightDatabase database)
{
    /// <summary>Most weeks that are read: a year.</summary>
    public const int MostWeeks = 53;

    /// <summary>The heat map of some units up to the organisation's date.</summary>
    /// <param name="organisation">The organisation and its time.</param>
    /// <param name="units">Ids of the units.</param>
    /// <param name="weeks">How many weeks, the current one included: 1 to <see cref="MostWeeks"/>.</param>
    /// <param name="stop">Gives up.</param>
    public Task<HeatMap> Read(OrganisationNow organisation, IReadOnlyCollection<string> units, int weeks, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weeks, MostWeeks);
        var first = Week.Of(Week.Of(organisation.Today).Monday.AddDays(-7 * (weeks - 1)));
        return database.Read<HeatMap>(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(SqlFile.Beside<HeatReader>("weeks.sql"), connection)
                {
                    Parameters = { new("ods", organisation.Organisation.Ods.Value), new("units", units.ToArray()), new("from", first.Monday), new("today", organisation.Today) },
                };
                await using var rows = await command.ExecuteReaderAsync(token);
                var map = new Dictionary<string, IReadOnlyList<MoodSums?>>();
                while (await rows.ReadAsync(token))
                {
                    var unit = rows.GetString(0);
                    if (!map.TryGetValue(unit, out var row)) map[unit] = row = new MoodSums?[weeks];
                    ((MoodSums?[])row)[rows.GetInt32(1)] = new(rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4));
                }

                return new([.. Enumerable.Range(0, weeks).Select(week => Week.Of(first.Monday.AddDays(7 * week)))], map);
            },
            stop);
    }
}
