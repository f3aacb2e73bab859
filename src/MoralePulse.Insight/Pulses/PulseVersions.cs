using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Insight.Pulses;

/// <summary>Reads how often figures have changed, so that each node sees what another node released.</summary>
/// <param name="database">This side's connections.</param>
public sealed class PulseVersions(InsightDatabase database)
{
    /// <summary>Versions of the units and cohorts of an organisation that have had a release.</summary>
    public Task<IReadOnlyDictionary<PulseScope, long>> Of(Ods ods, CancellationToken stop) => database.Read<IReadOnlyDictionary<PulseScope, long>>(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("select kind, code, version from published.version where ods = @ods", connection) { Parameters = { new("ods", ods.Value) } };
            await using var rows = await command.ExecuteReaderAsync(token);
            var versions = new Dictionary<PulseScope, long>();
            while (await rows.ReadAsync(token)) versions[new(rows.GetString(0), rows.GetString(1))] = rows.GetInt64(2);
            return versions;
        },
        stop);
}
