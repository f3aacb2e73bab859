-- Locks that may be waited for, under names that are fixed here. With the server's own advisory functions, which are closed (Migrate/closed.sql), any role could ask
-- whether an organisation's lock is taken, and so learn the moment of every tap.
create function organisation.lock(p_ods text) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended('moralepulse/organisation/' || p_ods, 0))
$$;
comment on function organisation.lock is 'Takes an organisation''s lock exclusively until the transaction ends: import, tick, close';

-- In sorted order, so that batches can't deadlock.
create function organisation.lock_shared(p_odses text[]) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('moralepulse/organisation/' || ods, 0)) from (select distinct ods from unnest(p_odses) ods order by ods) sorted;
end $$;
comment on function organisation.lock_shared is 'Takes organisations'' locks shared until the transaction ends: admission';

-- One node at a time: a chain has one end.
create function issuance.keys_turn(p_ods text) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended('moralepulse/keys/' || p_ods, 0))
$$;
comment on function issuance.keys_turn is 'Waits for the turn to make an organisation''s keys, until the transaction ends';

revoke all on function organisation.lock, organisation.lock_shared, issuance.keys_turn from public;
grant execute on function organisation.lock to moralepulse_issuance, moralepulse_ballot;
grant execute on function organisation.lock_shared to moralepulse_ballot;
grant execute on function issuance.keys_turn to moralepulse_issuance;
