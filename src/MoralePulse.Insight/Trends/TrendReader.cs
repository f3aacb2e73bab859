using System.Text.Json;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.Trends;

/// <summary>Reads trends that were made before.</summary>
/// <param name="database">This side's connections.</param>
public sealed class TrendReader(InsightDatabase database)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The organisations.</summary>
    public TreeReader Tree => database.Tree;

    /// <summary>One trend; null where none was made, since nothing has been released.</summary>
    public async Task<Trend?> Find(Ods ods, TrendKey key, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (await Read(ods, [key.Scope], key.Grain, key.Measure, key.Profile, stop)).GetValueOrDefault(key.Scope);
    }

    /// <summary>The trend of a unit or cohort of which nothing has been released: it says so.</summary>
    public static Trend Empty(OrganisationNow here, TrendKey key)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(key);
        return TrendDraft.Of(key, new([], null), ScopeMarks.None, here.Today, 0);
    }

    /// <summary>Trends of several units and cohorts; one that was never made is left out.</summary>
    public Task<IReadOnlyDictionary<PulseScope, Trend>> Read(Ods ods, IReadOnlyCollection<PulseScope> scopes, Grain grain, Measure measure, Profile profile, CancellationToken stop) =>
        database.Read<IReadOnlyDictionary<PulseScope, Trend>>(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(
                    """
                    select t.kind, t.code, t.body from unnest(@kinds, @codes) asked(kind, code)
                      join published.trend t on t.ods = @ods and t.kind = asked.kind and t.code = asked.code and t.grain = @grain and t.measure = @measure and t.profile = @profile
                    """, connection)
                {
                    Parameters =
                    {
                        new("ods", ods.Value), new("kinds", scopes.Select(scope => scope.Kind).ToArray()), new("codes", scopes.Select(scope => scope.Code).ToArray()),
                        new("grain", TrendNames.Of(grain)), new("measure", TrendNames.Of(measure)), new("profile", profile.Name),
                    },
                };
                await using var rows = await command.ExecuteReaderAsync(token);
                var trends = new Dictionary<PulseScope, Trend>();
                while (await rows.ReadAsync(token)) trends[new(rows.GetString(0), rows.GetString(1))] = JsonSerializer.Deserialize<Trend>(rows.GetString(2), Json)!;
                return trends;
            },
            stop);
}
