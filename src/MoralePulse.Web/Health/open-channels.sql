-- What the server would tell this role: one of each kind that Migrate/closed.sql closes.
select channel
  from (values
    ('statistics', has_table_privilege('pg_catalog.pg_stat_all_tables', 'select') or has_function_privilege('pg_catalog.pg_stat_get_tuples_inserted(oid)', 'execute')
                   or has_table_privilege('pg_catalog.pg_stats', 'select') or has_column_privilege('pg_catalog.pg_class', 'reltuples', 'select')),
    ('sessions', has_table_privilege('pg_catalog.pg_stat_activity', 'select') or has_function_privilege('pg_catalog.pg_stat_get_activity(integer)', 'execute')),
    ('locks', has_table_privilege('pg_catalog.pg_locks', 'select') or has_function_privilege('pg_catalog.pg_lock_status()', 'execute')
              or has_function_privilege('pg_catalog.pg_try_advisory_lock(bigint)', 'execute')
              or not exists (select from pg_catalog.pg_event_trigger where evtname = 'moralepulse_roles_define_nothing' and evtenabled <> 'D')),
    ('transactions', has_function_privilege('pg_catalog.pg_current_xact_id()', 'execute') or has_function_privilege('pg_catalog.txid_current()', 'execute')
                     or has_table_privilege('pg_catalog.pg_db_role_setting', 'select') or has_database_privilege(current_database(), 'temporary')
                     or has_function_privilege('pg_catalog.lo_creat(integer)', 'execute')),
    ('log positions', has_function_privilege('pg_catalog.pg_current_wal_lsn()', 'execute')),
    ('sizes', has_function_privilege('pg_catalog.pg_total_relation_size(regclass)', 'execute')),
    ('TimescaleDB', exists (
        select from pg_catalog.pg_extension e join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e'
         where e.extname = 'timescaledb'
           and (d.classid = 'pg_catalog.pg_proc'::regclass and has_function_privilege(d.objid, 'execute') or d.classid = 'pg_catalog.pg_class'::regclass and has_table_privilege(d.objid, 'select')))),
    ('other databases', exists (select from pg_catalog.pg_database where datallowconn and has_database_privilege('public', oid, 'connect'))),
    ('other roles', exists (select from pg_catalog.pg_auth_members where member = current_user::regrole))) as asked(channel, open)
 where open
