-- Imports of one organisation take turns by a lock of their own. The organisation's lock, which taps wait for, is taken for the commit alone.
create function issuance.import_turn(p_ods text) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended('moralepulse/import/' || p_ods, 0))
$$;
comment on function issuance.import_turn is 'Waits for the turn to import an organisation, until the transaction ends';

revoke all on function issuance.import_turn from public;
grant execute on function issuance.import_turn to moralepulse_issuance;
