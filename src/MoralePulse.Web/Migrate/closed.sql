-- What the server counts beside our tables would tell a runtime role when taps arrive, row by row: closed to everybody but the owner.
do $$
declare
    f record;
begin
    for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where n.nspname = 'pg_catalog' and p.prokind = 'f'
                and p.proname ~ '^(pg_stat_get_|pg_stat_reset|pg_current_wal_|pg_last_wal_|pg_walfile_name|pg_last_committed_xact|pg_xact_commit_timestamp|pg_current_snapshot|pg_current_xact_id|pg_snapshot_|txid_|pg_xact_status|pg_lock_status|pg_relation_size|pg_table_size|pg_indexes_size|pg_total_relation_size|pg_database_size|pg_tablespace_size|pg_control_checkpoint|pg_control_system|pg_get_wal_|pg_wal_lsn_diff|pg_stat_file|age$|mxid_age|pg_logical_emit_message|pg_blocking_pids|pg_safe_snapshot_blocking_pids|pg_isolation_test_session_is_blocked|pg_get_replication_slots|pg_show_replication_origin_status|pg_export_snapshot|pg_control_|pg_try_advisory_|pg_advisory_lock|pg_advisory_xact_lock|pg_advisory_unlock$|pg_advisory_unlock_shared)'
    loop
        execute format('revoke execute on function %s from public', f.signature);
    end loop;
    for f in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'pg_catalog' and c.relkind = 'v' and (c.relname like 'pg\_stat\_%' or c.relname like 'pg\_statio\_%' or c.relname in ('pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs', 'pg_locks', 'pg_prepared_xacts', 'pg_cursors', 'pg_prepared_statements', 'pg_replication_slots', 'pg_replication_origin_status'))
    loop
        execute format('revoke all on %s from public', f.name);
    end loop;
    -- A temporary table of one's own tells the number of the transaction that wrote it.
    execute format('revoke temporary on database %I from public', current_database());
    -- The planner's own estimates of sizes: page and row counts that follow every insert.
    revoke select on pg_catalog.pg_class from public;
    grant select (oid, relname, relnamespace, reltype, reloftype, relowner, relam, reltablespace, relhasindex, relisshared, relpersistence, relkind,
                  relnatts, relchecks, relhasrules, relhastriggers, relhassubclass, relrowsecurity, relispartition, relacl, reloptions, relpartbound)
        on pg_catalog.pg_class to public;
exception when insufficient_privilege then
    raise warning 'The server''s owner did not allow closing its statistics: see docs/operations.md, "What the server counts".';
end $$;
