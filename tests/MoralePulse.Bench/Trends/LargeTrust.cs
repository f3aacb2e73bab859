using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Insight;
using MoralePulse.Insight.Estimates;
using MoralePulse.Insight.Trends;
using Npgsql;

namespace MoralePulse.Bench.Trends;

/// <summary>An organisation of many teams with a year of released sums, written as the door keeps them.</summary>
internal static class LargeTrust
{
    /// <summary>Makes it; its clock stands at the Monday after its last week.</summary>
    public static Task Make(TestDatabase database, Ods ods, TrendPlan plan) => database.Execute(
        $"""
        insert into organisation.organisation (ods, name, simulated) values ('{ods}', 'A large trust', true);
        insert into organisation.settings (ods) values ('{ods}');
        insert into organisation.clock (ods, now) values ('{ods}', '2026-11-23T08:00Z');
        insert into organisation.unit (ods, id, parent_id, name, kind, headcount) values ('{ods}', 'org', null, 'Trust', 'organisation', {20 * plan.Units});
        insert into organisation.unit (ods, id, parent_id, name, kind, headcount) select '{ods}', 't' || n, 'org', 'Team ' || n, 'team', 20 from generate_series(1, {plan.Units}) n;
        insert into published.roll_up
        select '{ods}', 'unit', 't' || n, '2026-11-18'::date - 7 * w, 6 + (n * 31 + w * 17) % 9, 3 + (n + w) % 4, 1 + (n * 7 + w) % 3 from generate_series(1, {plan.Units}) n, generate_series(0, {plan.Weeks - 1}) w;
        insert into published.version select '{ods}', 'unit', 't' || n, {plan.Weeks}, '2026-11-18T12:00Z' from generate_series(1, {plan.Units}) n;
        analyze published.roll_up, published.version;
        """);

    /// <summary>Makes its trends, as the job does.</summary>
    /// <returns>Rows written.</returns>
    public static async Task<int> Recompute(string insight, Ods ods, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(insight);
        var database = new InsightDatabase(source, TimeProvider.System);
        var here = await database.Tree.Find(ods, stop) ?? throw new InvalidOperationException($"There is no {ods}.");
        return await new TrendUpkeep(database, new EstimateUpkeep(database)).Run(here, stop);
    }
}
