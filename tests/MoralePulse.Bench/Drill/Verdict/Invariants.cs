using MoralePulse.Harness;
using Npgsql;

namespace MoralePulse.Bench.Drill.Verdict;

/// <summary>
/// The design's invariants, as far as a database can tell afterwards; each query counts what breaks one. I5 (the order of arrivals within a tick changes nothing published) and I7 (no
/// answer differs by an unreleased tap) are about two worlds and can't be seen in one: tests/MoralePulse.Domain.Tests/Release/ReleaseInvariants.cs and
/// tests/MoralePulse.Story.Tests/Taps/NoRouteTellsOfATap.cs hold them.
/// </summary>
internal static class Invariants
{
    private static readonly (string Name, string What, string Query)[] Queries =
    [
        ("I1", "every block has k taps, p proven people and d outside its largest mood",
            """
            select count(*) from drill.block b join organisation.settings s using (ods)
             where b.green + b.amber + b.red < s.minimum_taps or b.people < s.proven_people or greatest(b.green, b.amber, b.red) > b.green + b.amber + b.red - s.dissent
            """),
        ("I2", "accepted = released + pending + expired, in each organisation",
            """
            select count(*) from organisation.organisation o
             where (select count(*) from drill.spent s join organisation.pass_key k on k.key_id = s.key_id where k.ods = o.ods and k.kind = 'day')
                <> (select coalesce(sum(green + amber + red), 0) from published.block b where b.ods = o.ods)
                 + (select coalesce(sum(green + amber + red), 0) from ballot.pool p where p.ods = o.ods)
                 + (select coalesce(sum(taps), 0) from ballot.expired e where e.ods = o.ods)
            """),
        ("I2", "no pass is spent twice", "select count(*) from (select from drill.spent group by key_id, hash having count(*) > 1) twice"),
        ("I2", "every pool has as many dates as taps",
            "select count(*) from ballot.pool p where green + amber + red <> (select coalesce(sum(taps), 0) from ballot.pool_date d where (d.ods, d.kind, d.code) = (p.ods, p.kind, p.code))"),
        ("I2", "every week pass is published, waits for others, or lies in a pool",
            """
            select count(*) from organisation.unit u
             where u.parent_id is null and u.ods <> 'SUMMER' -- whose residue expires with its passes
               and (select count(*) from drill.spent s join organisation.pass_key k on k.key_id = s.key_id where k.ods = u.ods and k.kind = 'week')
                <> (select coalesce(sum(people), 0) from published.reach r where (r.ods, r.unit) = (u.ods, u.id))
                 + (select coalesce(sum(passes), 0) from ballot.reach r where (r.ods, r.unit) = (u.ods, u.id))
                 + (select coalesce(sum(passes), 0) from ballot.pool_week w where w.ods = u.ods)
            """),
        ("I3", "every block is as it was released, and the pool that it was",
            """
            select (select count(*) from (table published.block except select release_date, ods, kind, code, released_at, green, amber, red, path from drill.block) changed)
                 + (select count(*) from (select release_date, ods, kind, code, released_at, green, amber, red, path from drill.block except table published.block) gone)
                 + (select count(*) from drill.block where (green, amber, red) <> (pool_green, pool_amber, pool_red))
            """),
        ("I4", "every figure is a sum of whole blocks, and versions count them",
            """
            with scope as (
              select ods, 'unit' as kind, unit as code, release_date, released_at, green, amber, red from published.block, unnest(path) unit
              union all select ods, kind, code, release_date, released_at, green, amber, red from published.block where kind in ('staff-group', 'shift')),
            sums as (select ods, kind, code, release_date, sum(green) as green, sum(amber) as amber, sum(red) as red from scope group by 1, 2, 3, 4),
            versions as (select ods, kind, code, count(*) as version, max(released_at) as as_of from scope group by 1, 2, 3)
            select (select count(*) from sums s full join published.roll_up r using (ods, kind, code, release_date) where (s.green, s.amber, s.red) is distinct from (r.green, r.amber, r.red))
                 + (select count(*) from versions v full join published.version p using (ods, kind, code) where v.version is distinct from p.version or v.as_of is distinct from p.as_of)
            """),
        ("I6", "what failed a check came out with k others, and waits for them",
            """
            select (select count(*) from drill.block b join organisation.settings s using (ods)
                     where b.green + b.amber + b.red < b.target or (b.held > 0 and b.green + b.amber + b.red < b.held + s.minimum_taps))
                 + (select count(*) from ballot.pool p join organisation.settings s using (ods) where p.held > 0 and p.target < p.held + s.minimum_taps)
            """),
        ("order", "each tick once and each close once, in order, no date left out",
            """
            select count(*) from (
              select last, last_close, lag(last) over turn as last_before, lag(last_close) over turn as close_before from drill.tick window turn as (partition by ods order by n)) t
             where last < last_before or (last = last_before and last_close = close_before)
                or (last_close <> close_before and close_before > '-infinity' and last_close <> close_before + 1)
            """),
    ];

    /// <summary>Looks at all of them.</summary>
    public static async Task<IReadOnlyList<Check>> Look(TestDatabase database)
    {
        var checks = new List<Check>();
        foreach (var (name, what, query) in Queries) checks.Add(new(name, what, await database.Scalar<long>($"select ({query})::bigint")));
        checks.Add(new("I8", "parameters below the floors are refused by the table and by the door", await Taken(
            database.AsOwner, PostgresErrorCodes.CheckViolation,
            "update organisation.settings set minimum_taps = 4", "update organisation.settings set proven_people = 3", "update organisation.settings set dissent = 0",
            $"select published.release('DRILL', (select last from ballot.tick where ods = 'DRILL'), (select (last at time zone 'Europe/London')::date from ballot.tick where ods = 'DRILL'), 'unit', 'everybody', 3, 1, 0, 4, '{{}}', '{{}}', '{{}}')")));
        await using var reader = NpgsqlDataSource.Create(database.Insight);
        checks.Add(new("I9", "the role that reads for boards is denied on issuance and ballot", await Taken(
            reader, PostgresErrorCodes.InsufficientPrivilege,
            "select green from ballot.pool", "select hash from ballot.spent", "select person from issuance.person", "select sealed from issuance.private_key")));
        return checks;
    }

    // Statements that were not refused in the one way that they must be. Nothing of them stays.
    private static async Task<long> Taken(NpgsqlDataSource database, string refusal, params string[] statements)
    {
        var taken = 0L;
        foreach (var statement in statements)
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                await using var command = new NpgsqlCommand(statement, connection, transaction);
                await command.ExecuteNonQueryAsync();
                taken++;
            }
            catch (PostgresException refused)
            {
                if (refused.SqlState != refusal) taken++;
            }
        }

        return taken;
    }
}
