using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Insight.Reach;

/// <summary>
/// Reads how many different people took part in a week, at least: participants without identities, in lots of at least k. There is none for a team, and
/// weeks are never added up, since the same person takes part in many.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class ReachReader(InsightDatabase database)
{
    /// <summary>The reach of a week by unit: departments and up; a unit of which nothing was published is left out.</summary>
    public Task<IReadOnlyDictionary<string, int>> Of(Ods ods, Week week, CancellationToken stop) => database.Read<IReadOnlyDictionary<string, int>>(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("select unit, people from published.reach where ods = @ods and week = @week", connection)
            {
                Parameters = { new("ods", ods.Value), new("week", week.Monday) },
            };
            await using var rows = await command.ExecuteReaderAsync(token);
            var reach = new Dictionary<string, int>();
            while (await rows.ReadAsync(token)) reach[rows.GetString(0)] = rows.GetInt32(1);
            return reach;
        },
        stop);
}
