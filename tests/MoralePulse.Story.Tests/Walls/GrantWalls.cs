using MoralePulse.Harness;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>What each runtime role must not be able to do, tried on a real server. 42501 is "permission denied".</summary>
[TestFixture]
internal sealed class GrantWalls
{
    private const string Door = "select published.release('X', now(), current_date, 'unit', 'a', 5, 5, 5, 15, '{}', '{}', '{}')";
    private static readonly string[] Roles = ["Issuance", "Ballot", "Insight", "Jobs"];
    private TestDatabase database = null!;

    public static IEnumerable<TestCaseData> Forbidden()
    {
        (string Role, string[] Schemas)[] closed =
        [
            ("Issuance", ["ballot.spent", "ballot.pool", "ballot.pool_date", "ballot.pool_week", "ballot.tick", "ballot.reach", "ballot.expired", "published.block", "published.roll_up", "published.version", "published.reach", "published.trend", "published.trend_state", "published.target", "published.annotation", "published.signal", "published.estimate", "published.wall_link", "jobs.data_protection_key"]),
            ("Ballot", ["issuance.person", "issuance.identity", "issuance.role", "issuance.collected", "issuance.private_key", "issuance.notice_reader", "issuance.notice_choice", "issuance.webhook", "issuance.outbox", "issuance.import_memory", "issuance.import_draft", "issuance.audit", "issuance.letter", "issuance.fetched_letter", "published.block", "published.roll_up", "published.version", "published.reach", "published.trend", "published.trend_state", "published.target", "published.annotation", "published.signal", "published.estimate", "published.wall_link", "jobs.data_protection_key"]),
            ("Insight", ["issuance.person", "issuance.identity", "issuance.role", "issuance.collected", "issuance.private_key", "issuance.notice_reader", "issuance.notice_choice", "issuance.webhook", "issuance.outbox", "issuance.import_memory", "issuance.import_draft", "issuance.audit", "issuance.letter", "issuance.fetched_letter", "ballot.spent", "ballot.spent_simulated", "ballot.pool", "ballot.pool_date", "ballot.pool_week", "ballot.tick", "ballot.reach", "ballot.expired", "jobs.data_protection_key"]),
            ("Jobs", ["issuance.person", "issuance.collected", "issuance.notice_reader", "issuance.notice_choice", "issuance.webhook", "issuance.outbox", "issuance.import_memory", "issuance.import_draft", "issuance.audit", "issuance.letter", "issuance.fetched_letter", "ballot.spent", "ballot.pool", "published.block", "published.roll_up", "published.trend", "published.trend_state", "published.target", "published.annotation", "published.signal", "published.estimate", "published.wall_link"]),
        ];
        foreach (var (role, tables) in closed)
        {
            foreach (var table in tables)
            {
                yield return new(role, $"select count(*) from {table}");
                yield return new(role, $"delete from {table}");
            }
        }

        // What joins rows that moved together, or tells their order, is closed on one's own side too.
        yield return new("Ballot", "select xmin from ballot.spent");
        yield return new("Ballot", "select ctid from ballot.pool");
        yield return new("Ballot", "select xmin from ballot.pool");
        yield return new("Ballot", "select tableoid, xmax from ballot.pool_date");
        yield return new("Insight", "select xmin from published.block");
        yield return new("Issuance", "select xmin from issuance.collected");
        yield return new("Issuance", "select xmin from issuance.outbox");
        yield return new("Issuance", "select xmin from issuance.audit");
        yield return new("Issuance", "select ctid from issuance.import_draft");
        yield return new("Issuance", "select ctid from issuance.notice_reader");
        yield return new("Issuance", "update issuance.outbox set person = 'P01'");
        yield return new("Issuance", "select xmin from issuance.letter");
        yield return new("Issuance", "update issuance.letter set forget_after = now() + interval '1 year'");
        yield return new("Issuance", "select ctid from issuance.fetched_letter");
        yield return new("Issuance", "update issuance.fetched_letter set forget_on = 'infinity'");
        yield return new("Jobs", "select xmin from jobs.server");
        yield return new("Jobs", "select xmin from jobs.data_protection_key");
        yield return new("Insight", "select organisation.lock('RY5')");
        yield return new("Jobs", "select organisation.lock('RY5')");
        yield return new("Insight", "select organisation.lock_shared('{RY5}')");
        yield return new("Issuance", "select organisation.lock_shared('{RY5}')");
        foreach (var role in Roles.Except(["Issuance"])) yield return new(role, "select issuance.import_turn('RY5')");
        yield return new("Insight", "select jobs.take_free('drive', 'RY5')");

        // Blocks come in by one door, never change, and nobody but the ballot opens it.
        yield return new("Insight", "insert into published.block values (current_date, 'X', 'unit', 'a', now(), 5, 5, 5, '{a}')");
        yield return new("Insight", "update published.block set green = 0");
        yield return new("Insight", "delete from published.block");
        yield return new("Insight", Door);
        yield return new("Issuance", Door);
        yield return new("Jobs", Door);
        yield return new("Ballot", "insert into published.block values (current_date, 'X', 'unit', 'a', now(), 5, 5, 5, '{a}')");

        // What a leader set is added to, never rewritten; a signal only goes on or closes.
        yield return new("Insight", "update published.target set value = 1");
        yield return new("Insight", "delete from published.target");
        yield return new("Insight", "update published.annotation set why = 'x'");
        yield return new("Insight", "delete from published.annotation");
        yield return new("Insight", "update published.signal set meaning = 'improvement'");
        yield return new("Insight", "delete from published.signal");
        yield return new("Insight", "update published.roll_up set green = 0");
        yield return new("Insight", "insert into published.roll_up values ('X', 'unit', 'a', current_date, 5, 5, 5)");
        yield return new("Insight", "select xmin from published.trend");

        // A wall display's link is made and ended, never rewritten or forgotten.
        yield return new("Insight", "update published.wall_link set token_hash = '', name = 'x'");
        yield return new("Insight", "delete from published.wall_link");
        yield return new("Insight", "select ctid from published.wall_link");

        // The ledger forgets a partition at a time, by the functions that look at the date themselves.
        yield return new("Ballot", "delete from ballot.spent");
        yield return new("Ballot", "truncate ballot.spent");
        yield return new("Ballot", "drop table ballot.spent_real");
        yield return new("Ballot", "delete from ballot.pool");
        yield return new("Issuance", "select ballot.drop_partitions()");
        yield return new("Insight", "select ballot.make_partitions(current_date, current_date)");

        // The tree is read by all and written by Issuance; keys are append-only.
        yield return new("Ballot", "update organisation.settings set minimum_taps = 5");
        yield return new("Insight", "update organisation.unit set headcount = 1000");
        yield return new("Issuance", "update organisation.pass_key set position = 0");
        yield return new("Issuance", "delete from organisation.unit");
        yield return new("Issuance", "delete from organisation.shift");
        foreach (var role in Roles.Except(["Insight"])) yield return new(role, "select published.purge('RY5')");

        // The trail is added to and nothing else, by the one role that may write it at all.
        foreach (var role in Roles)
        {
            yield return new(role, "update issuance.audit set person = 'somebody else'");
            yield return new(role, "delete from issuance.audit");
            yield return new(role, "truncate issuance.audit");
            yield return new(role, "alter table issuance.audit disable trigger all");
        }

        foreach (var role in Roles)
        {
            yield return new(role, "create table public.mine (a int)");
            yield return new(role, "create table published.mine (a int)");
            yield return new(role, "create schema mine");
            yield return new(role, "select * from pg_stat_all_tables");
            yield return new(role, "select * from pg_stat_user_tables");
            yield return new(role, "select * from pg_stat_activity");
            yield return new(role, "select * from pg_stat_database");
            yield return new(role, "select * from pg_statio_all_tables");
            yield return new(role, "select * from pg_stat_wal");
            yield return new(role, "select * from pg_stats");
            yield return new(role, "select pg_stat_get_tuples_inserted('pg_class'::regclass)");
            yield return new(role, "select pg_stat_get_xact_tuples_inserted('pg_class'::regclass)");
            yield return new(role, "select pg_stat_get_db_xact_commit(1)");
            yield return new(role, "select pg_current_wal_lsn()");
            yield return new(role, "select pg_current_wal_insert_lsn()");
            yield return new(role, "select pg_current_wal_flush_lsn()");
            yield return new(role, "select pg_current_xact_id()");
            yield return new(role, "select txid_current()");
            yield return new(role, "select pg_current_snapshot()");
            yield return new(role, "select age('3'::xid)");
            yield return new(role, "select pg_total_relation_size('pg_class'::regclass)");
            yield return new(role, "select reltuples, relpages from pg_class");
            yield return new(role, "select * from pg_statistic");
            yield return new(role, "select * from pg_locks");

            // Channels beside the tables: who holds a lock, how far the log is, how many transactions there were.
            yield return new(role, "select pg_try_advisory_xact_lock(1)");
            yield return new(role, "select pg_try_advisory_lock_shared(1, 2)");
            yield return new(role, "select pg_advisory_lock(1)");
            yield return new(role, "select pg_advisory_xact_lock_shared(1)");
            yield return new(role, "select pg_blocking_pids(1)");
            yield return new(role, "select pg_safe_snapshot_blocking_pids(1)");
            yield return new(role, "select pg_logical_emit_message(false, '', '')");
            yield return new(role, "select * from pg_replication_slots");
            yield return new(role, "select pg_get_replication_slots()");
            yield return new(role, "select pg_export_snapshot()");
            yield return new(role, "create temporary table mine (a xid)");
            yield return new(role, "select pg_get_multixact_members('1')");
            yield return new(role, "select pg_prepared_xact()");
            yield return new(role, "select pg_sequence_last_value(1)");
            yield return new(role, "select pg_notification_queue_usage()");
            yield return new(role, "select pg_stat_have_stats('relation', 1, 1)");
            yield return new(role, "select pg_ls_waldir()");
            yield return new(role, "select pg_relation_filenode('pg_class')");
            yield return new(role, "select pg_terminate_backend(1)");
            yield return new(role, "select currtid2('pg_class', '(0,1)')");

            // A role may write rows about itself into system tables, or a large object: their xmin would number everybody's transactions.
            yield return new(role, "select xmin from pg_db_role_setting");
            yield return new(role, "select xmin, ctid from pg_shdepend");
            yield return new(role, "select xmin from pg_default_acl");
            yield return new(role, "select xmin from pg_largeobject_metadata");
            yield return new(role, "select datfrozenxid from pg_database");
            yield return new(role, "select lo_creat(-1)");
            yield return new(role, "select lo_from_bytea(0, '')");

            // Definitions lock what they name before they ask whose it is: a tap's transaction, which reads the tree, could be felt.
            yield return new(role, "alter index organisation.organisation_pkey depends on extension plpgsql");
            yield return new(role, "create rule felt as on select to organisation.organisation do instead nothing");
            yield return new(role, "create trigger felt before insert on organisation.organisation for each row execute function organisation.refuse_change()");
            yield return new(role, "comment on table organisation.organisation is 'mine'");
            yield return new(role, "alter default privileges grant select on tables to public");
        }

        // Nor may anybody ask for a lock, a row or an estimate of a table of the other side.
        foreach (var role in (string[])["Ballot", "Insight", "Jobs"]) yield return new(role, "begin; lock table organisation.organisation in access exclusive mode nowait");
        yield return new("Ballot", "explain select from published.block");
        foreach (var role in (string[])["Issuance", "Insight", "Jobs"])
        {
            yield return new(role, "begin; lock table ballot.pool in access share mode nowait");
            yield return new(role, "select from ballot.pool for update skip locked");
            yield return new(role, "explain select from ballot.pool");
            yield return new(role, "explain (analyze, buffers, wal) select from ballot.spent");
        }
    }

    [OneTimeSetUp]
    public async Task Create() => database = await TestDatabase.Create();

    [OneTimeTearDown]
    public async Task Drop() => await database.DisposeAsync();

    [TestCaseSource(nameof(Forbidden))]
    public async Task A_role_is_denied(string role, string statement)
    {
        await using var source = NpgsqlDataSource.Create(Connection(role));
        await using var command = source.CreateCommand(statement);
        var refused = await Assert.ThrowsAsync<PostgresException>(async () => await command.ExecuteNonQueryAsync());
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), refused.MessageText);
    }

    /// <summary>Nothing is closed in another database: the whole server's locks, statistics, transactions and log could be read there.</summary>
    [Test]
    public async Task No_role_gets_into_another_database([Values("Issuance", "Ballot", "Insight", "Jobs")] string role, [Values("postgres", "template1")] string other)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection(role)) { Database = other }.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(async () => await source.OpenConnectionAsync());
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), refused.MessageText);
    }

    [Test]
    public async Task A_copy_of_the_database_lets_the_four_roles_in_and_nobody_else() =>
        Assert.That(
            await database.Rows("""
                select coalesce(r.rolname, 'everybody'), a.privilege_type from pg_database d, aclexplode(d.datacl) a left join pg_roles r on r.oid = a.grantee
                 where d.datname = current_database() and a.grantee <> d.datdba order by 1
                """),
            Is.EqualTo(new[] { "(moralepulse_ballot,CONNECT)", "(moralepulse_insight,CONNECT)", "(moralepulse_issuance,CONNECT)", "(moralepulse_jobs,CONNECT)" }));

    [Test]
    public async Task No_column_of_a_system_table_that_may_be_read_numbers_a_transaction_or_counts_rows() =>
        Assert.That(
            await database.Rows("""
                select a.attrelid::regclass, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
                 where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r' and has_column_privilege('moralepulse_insight', c.oid, a.attnum, 'select')
                   and (a.attnum < 0 or a.atttypid in ('xid'::regtype, 'pg_lsn'::regtype) or a.attname ~ '^rel(tuples|pages|all)')
                """),
            Is.Empty);

    [Test]
    public async Task Runtime_roles_own_nothing_are_no_superusers_and_members_of_nothing()
    {
        Assert.That(await database.Rows("select member::regrole from pg_auth_members where member::regrole::text like 'moralepulse\\_%'"), Is.Empty);
        Assert.That(await database.Rows("select relname from pg_class c join pg_roles r on r.oid = relowner where rolname like 'moralepulse\\_%'"), Is.Empty);
        Assert.That(await database.Rows("select rolname from pg_roles where rolname like 'moralepulse\\_%' and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)"), Is.Empty);
    }

    [Test]
    public async Task No_function_that_counts_what_happens_may_be_run_by_everybody() =>
        Assert.That(
            await database.Rows("""
                select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'pg_catalog' and p.prokind = 'f' and p.proname ~ '^(pg_stat_|pg_current_|txid_|pg_prepared_xact|pg_get_multixact|pg_try_advisory|pg_ls_|lo_)'
                   and has_function_privilege('moralepulse_insight', p.oid, 'execute')
                """),
            Is.Empty);

    [Test]
    public async Task No_runtime_role_may_read_the_system_columns_of_any_table() =>
        Assert.That(
            await database.Rows("""
                select grantee, table_schema, table_name from information_schema.table_privileges
                 where grantee like 'moralepulse\_%' and privilege_type = 'SELECT'
                """),
            Is.Empty, "columns are granted by name, never a table whole");

    [Test]
    public async Task Every_table_and_column_is_commented() =>
        Assert.That(
            await database.Rows("""
                select c.oid::regclass, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 where c.relnamespace::regnamespace::text in ('organisation', 'issuance', 'ballot', 'published') and c.relkind in ('r', 'p') and c.relname <> 'migration'
                   and not (c.relispartition and c.relname ~ '[0-9]{8}$')
                   and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)
                """),
            Is.Empty);

    // An administrator's act in her role (audit.at, and an hour after it import_draft.expires), to the minute: neither moves when anybody taps, collects or signs in.
    [Test]
    public async Task Times_are_kept_of_nothing_but_ticks_releases_simulated_clocks_what_administrators_do_and_when_a_letter_is_forgotten() =>
        Assert.That(
            await database.Rows("""
                select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
                 where table_schema in ('organisation', 'issuance', 'ballot', 'published') and data_type like '%time%' and data_type <> 'time without time zone'
                 order by 1
                """),
            Is.EqualTo(new[] { "(ballot.tick.last)", "(issuance.audit.at)", "(issuance.import_draft.expires)", "(issuance.letter.forget_after)", "(organisation.clock.now)", "(published.block.released_at)", "(published.version.as_of)" }));

    [Test]
    public async Task No_table_of_the_ballot_has_a_serial_or_an_identity() =>
        Assert.That(await database.Rows("select sequence_name from information_schema.sequences where sequence_schema in ('organisation', 'issuance', 'ballot', 'published')"), Is.Empty);

    private string Connection(string role) => role switch
    {
        "Issuance" => database.Issuance,
        "Ballot" => database.Ballot,
        "Insight" => database.Insight,
        _ => database.Jobs,
    };
}
