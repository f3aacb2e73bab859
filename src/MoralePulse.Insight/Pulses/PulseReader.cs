using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Pulses;

/// <summary>Reads pulses from the roll-ups of released blocks.</summary>
/// <param name="database">This side's connections.</param>
public sealed class PulseReader(InsightDatabase database)
{
    /// <summary>The organisations.</summary>
    public TreeReader Tree => database.Tree;

    /// <summary>The pulses of some units and cohorts, as of the organisation's date; one for each that is asked for.</summary>
    public Task<IReadOnlyDictionary<PulseScope, Pulse>> Read(OrganisationNow organisation, IReadOnlyCollection<PulseScope> scopes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        return database.Read<IReadOnlyDictionary<PulseScope, Pulse>>(
            async (connection, token) =>
            {
                var pulses = scopes.Distinct().ToDictionary(scope => scope, scope => Empty(scope, organisation));
                await using var command = new NpgsqlCommand(SqlFile.Beside<PulseReader>("pulses.sql"), connection)
                {
                    Parameters =
                    {
                        new("ods", organisation.Organisation.Ods.Value), new("today", organisation.Today),
                        new("kinds", scopes.Select(scope => scope.Kind).ToArray()), new("codes", scopes.Select(scope => scope.Code).ToArray()),
                    },
                };
                await using var rows = await command.ExecuteReaderAsync(token);
                while (await rows.ReadAsync(token))
                {
                    var scope = new PulseScope(rows.GetString(0), rows.GetString(1));
                    pulses[scope] = pulses[scope] with
                    {
                        Version = rows.GetInt64(2),
                        AsOf = await rows.GetFieldValueAsync<DateTimeOffset>(3, token),
                        Windows = new(Sums(rows, 4), Sums(rows, 7), Sums(rows, 10)),
                    };
                }

                return pulses;
            },
            stop);
    }

    private static Pulse Empty(PulseScope scope, OrganisationNow organisation) =>
        new(scope.Name, organisation.Today, 0, null, new(null, null, null), CountsIn(scope, organisation.Organisation));

    private static CountsIn? CountsIn(PulseScope scope, OrganisationSnapshot organisation)
    {
        if (scope.Kind != "unit" || !organisation.Tree.TryFind(scope.Code, out var unit)) return null;
        var home = organisation.Homes.NearestHome(unit);
        return home.Id == unit.Id ? null : new(home.Id, home.Name);
    }

    private static MoodSums? Sums(NpgsqlDataReader row, int first) =>
        row.IsDBNull(first) ? null : new(row.GetInt64(first), row.GetInt64(first + 1), row.GetInt64(first + 2));
}
