-- Makes published.block a hypertable where the server offers TimescaleDB, with the blocks that it has; run by each migration, since a server may gain it later.
do $$
declare
    loaded constant boolean := exists (select from pg_settings where name = 'timescaledb.max_background_workers');
    home name;
    job integer;
begin
    if loaded and exists (select from pg_available_extensions where name = 'timescaledb') and not exists (select from pg_extension where extname = 'timescaledb') then
        begin
            create schema if not exists timescaledb; -- its functions beside nobody else's
            create extension timescaledb schema timescaledb;
        exception when insufficient_privilege then
            null; -- a plain table, as Hypertable.cs tells
        end;
    end if;

    select extnamespace::regnamespace::text into home from pg_extension where extname = 'timescaledb';
    if home is null then return; end if;
    if not loaded then -- without its library new blocks would lie beside the chunks
        raise exception 'This database uses TimescaleDB and its server was started without: add timescaledb to shared_preload_libraries.' using errcode = 'object_not_in_prerequisite_state';
    end if;

    -- A year for a chunk: what is read of blocks spans 13 weeks at most, and ten years are ten chunks (docs/decisions.md). Its key begins with the release date already.
    if not exists (select from timescaledb_information.hypertables where hypertable_schema = 'published' and hypertable_name = 'block') then
        execute format('select %1$s.create_hypertable(''published.block'', %1$s.by_range(''release_date'', interval ''365 days''), create_default_indexes => false, migrate_data => true)', home);
    end if;

    -- It has jobs of its own: one reports to its makers, one tidies up a log that we write nothing to. Nothing here runs by itself.
    for job in select job_id from timescaledb_information.jobs where job_id < 1000 loop
        begin
            execute format('select %s.delete_job(%s)', home, job);
        exception when insufficient_privilege then
            null; -- timescaledb.telemetry_level = off does the same (docs/operations.md)
        end;
    end loop;
end $$;
