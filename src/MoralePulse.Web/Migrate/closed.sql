-- What the server keeps beside our tables would tell a runtime role when taps arrive, row by row: closed to everybody but the owner.
-- A managed server's owner may do only some of it. So each step is tried by itself, what is open in the end is looked at, and one warning names it.
do $$
declare
    counting constant text := '^(pg_stat_|pg_current_wal_|pg_last_wal_|pg_walfile_name|pg_split_walfile_name|pg_last_committed_xact|pg_last_xact_replay_timestamp|pg_xact_commit_timestamp'
        || '|pg_current_snapshot|pg_current_xact_id|pg_snapshot_|pg_visible_in_snapshot|txid_|pg_xact_status|pg_get_multixact_|age$|mxid_age|pg_lock_status|pg_prepared_xact'
        || '|pg_relation_size|pg_table_size|pg_indexes_size|pg_total_relation_size|pg_database_size|pg_tablespace_size|pg_relation_filenode|pg_relation_filepath|pg_filenode_relation'
        || '|pg_sequence_last_value|pg_control_|pg_get_wal_|pg_wal_|pg_available_wal_summaries|pg_get_aios|pg_ls_|pg_logical_|pg_create_physical_|pg_create_logical_|pg_copy_physical_'
        || '|pg_copy_logical_|pg_drop_replication_slot|pg_replication_|pg_get_replication_slots|pg_show_replication_origin_status|pg_export_snapshot|pg_notification_queue_usage'
        || '|pg_blocking_pids|pg_safe_snapshot_blocking_pids|pg_isolation_test_session_is_blocked|pg_cancel_backend|pg_terminate_backend'
        || '|pg_try_advisory_|pg_advisory_lock|pg_advisory_xact_lock|pg_advisory_unlock$|pg_advisory_unlock_shared|currtid|lo_|loread$|lowrite$)';
    counts constant text := '^(pg_stat_|pg_statio_|pg_stats|pg_locks$|pg_prepared_|pg_cursors$|pg_replication_|pg_aios$)';
    -- The planner's own estimates follow every insert: of pg_class, only what psql and Npgsql read of it.
    of_pg_class constant name[] := '{oid,relname,relnamespace,reltype,reloftype,relowner,relam,reltablespace,reltoastrelid,relhasindex,relisshared,relpersistence,relkind,relnatts,relchecks,relhasrules,relhastriggers,relhassubclass,relrowsecurity,relforcerowsecurity,relreplident,relispartition,relacl,reloptions,relpartbound}';
    timescale constant oid := (select oid from pg_extension where extname = 'timescaledb');
    numbering constant oid[] := array['xid'::regtype, 'xid8'::regtype, 'pg_lsn'::regtype];
    step text;
    still_open text;
begin
    set local client_min_messages = error; -- a revoke that does nothing warns for itself
    for step in
        -- Functions and views that count, number, measure or lock.
        select format('revoke execute on function %s from public', p.oid::regprocedure) from pg_proc p
         where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and p.proname ~ counting and has_function_privilege('public', p.oid, 'execute')
        union all
        select format('revoke all on %s from public', c.oid::regclass) from pg_class c
         where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v' and c.relname ~ counts and has_table_privilege('public', c.oid, 'select')
        union all
        -- Every role may write rows about itself into system tables, and their xmin numbers everybody's transactions: columns by name, as in our own tables,
        -- none of which is a transaction's number or a place in the log.
        select format('revoke select on %1$s from public; grant select (%2$s) on %1$s to public', c.oid::regclass, string_agg(quote_ident(a.attname), ', ' order by a.attnum))
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r' and a.atttypid <> all (numbering)
           and case c.relname when 'pg_class' then a.attname = any (of_pg_class) else has_column_privilege('public', c.oid, a.attnum, 'select') end
         group by c.oid
        having has_table_privilege('public', c.oid, 'select') or not bool_and(has_column_privilege('public', c.oid, a.attnum, 'select'))
            or exists (select from pg_attribute n where n.attrelid = c.oid and n.attnum > 0 and n.atttypid = any (numbering) and has_column_privilege('public', c.oid, n.attnum, 'select'))
        union all
        -- TimescaleDB tells sizes, chunks and what ran when, of any table. Its schemas stay open: its library looks up names there as whoever is signed in.
        select format('revoke execute on routine %s from public', p.oid::regprocedure) from pg_proc p join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid
         where d.refclassid = 'pg_extension'::regclass and d.refobjid = timescale and d.deptype = 'e' and has_function_privilege('public', p.oid, 'execute')
        union all
        select format('revoke all on %s from public', c.oid::regclass) from pg_class c join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid
         where d.refclassid = 'pg_extension'::regclass and d.refobjid = timescale and d.deptype = 'e' and c.relkind in ('r', 'v', 'S') and has_table_privilege('public', c.oid, 'select')
        union all
        -- Some definitions lock what they name before they ask whose it is, and so feel a transaction that reads it (jobs.sql has the function).
        select 'create event trigger moralepulse_roles_define_nothing on ddl_command_start execute function jobs.refuse_definition()'
         where not exists (select from pg_event_trigger where evtname = 'moralepulse_roles_define_nothing')
        union all
        -- The server's other databases tell as much, and nothing of this has been closed there. Whoever else could go there still may.
        select format('revoke connect on database %I from public', d.datname) || coalesce('; ' || string_agg(format('grant connect on database %I to %I', d.datname, r.rolname), '; ') filter (where r.rolname is not null), '')
          from pg_database d left join pg_roles r on r.rolcanlogin and not r.rolsuper and r.rolname not in ('moralepulse_issuance', 'moralepulse_ballot', 'moralepulse_insight', 'moralepulse_jobs')
         where d.datallowconn and d.datname <> current_database() and has_database_privilege('public', d.oid, 'connect') group by d.datname
    loop
        begin
            execute step;
        exception when others then
            null; -- what it should have closed is found open below
        end;
    end loop;
    set local client_min_messages = warning;

    select string_agg(channel, ', ') into still_open from (
        select 'functions that count or lock' where exists (
            select from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and p.proname ~ counting and has_function_privilege('public', p.oid, 'execute'))
        union all
        select 'views of statistics and locks' where exists (
            select from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v' and c.relname ~ counts and has_table_privilege('public', c.oid, 'select'))
        union all
        select 'system tables' where exists (select from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r' and has_table_privilege('public', c.oid, 'select'))
        union all
        select 'TimescaleDB' where exists (
            select from pg_depend d where d.refclassid = 'pg_extension'::regclass and d.refobjid = timescale and d.deptype = 'e'
               and (d.classid = 'pg_proc'::regclass and has_function_privilege('public', d.objid, 'execute') or d.classid = 'pg_class'::regclass and has_table_privilege('public', d.objid, 'select')))
        union all
        select 'temporary tables' where has_database_privilege('public', current_database(), 'temporary')
        union all
        select 'definitions' where not exists (select from pg_event_trigger where evtname = 'moralepulse_roles_define_nothing' and evtenabled <> 'D')
        union all
        select 'the databases ' || string_agg(datname, ' and ' order by datname) from pg_database
         where datallowconn and has_database_privilege('public', oid, 'connect') having count(*) > 0) as open(channel);
    if still_open is not null then
        raise warning 'This server lets its roles see more than they should (%): see docs/operations.md, "What the server counts".', still_open;
    end if;
end $$;
