-- Spent passes and unreleased counters. Never a row per tap, never a person, never a time but each organisation's last scheduled tick.
create schema if not exists ballot; -- EF Core makes it first, for its history of migrations
comment on schema ballot is 'Spent passes and pools; never people';

create table ballot.spent (
    clock     text not null,
    closes_on date not null,
    key_id    bytea not null check (octet_length(key_id) = 32),
    hash      bytea not null check (octet_length(hash) = 32),
    primary key (clock, closes_on, key_id, hash)
) partition by list (clock);
create table ballot.spent_real partition of ballot.spent for values in ('') partition by range (closes_on);
create table ballot.spent_simulated partition of ballot.spent default;
comment on table ballot.spent is 'Passes that have been counted: no person, no unit, no mood';
comment on column ballot.spent.clock is 'Whose clock says when the row may go: empty, the server''s; else the simulated organisation''s ODS code';
comment on column ballot.spent.closes_on is 'Last local date on which a pass of this key is counted: a function of the key alone';
comment on column ballot.spent.key_id is 'The key that signed the pass';
comment on column ballot.spent.hash is 'SHA-256 over key id and message; the issuer never saw the message';
comment on table ballot.spent_real is 'Real organisations'' part: a partition for each closing date, dropped whole two days after';
comment on column ballot.spent_real.clock is 'Always empty';
comment on column ballot.spent_real.closes_on is 'See ballot.spent';
comment on column ballot.spent_real.key_id is 'See ballot.spent';
comment on column ballot.spent_real.hash is 'See ballot.spent';
comment on table ballot.spent_simulated is 'Simulated organisations'' part, purged by their own clocks';
comment on column ballot.spent_simulated.clock is 'ODS code of the simulated organisation';
comment on column ballot.spent_simulated.closes_on is 'See ballot.spent';
comment on column ballot.spent_simulated.key_id is 'See ballot.spent';
comment on column ballot.spent_simulated.hash is 'See ballot.spent';

create table ballot.pool (
    ods             text not null,
    kind            text not null check (kind in ('unit', 'live', 'staff-group', 'shift')),
    code            text not null,
    green           integer not null check (green >= 0),
    amber           integer not null check (amber >= 0),
    red             integer not null check (red >= 0),
    target          integer not null check (target >= 5),
    failed          boolean not null default false,
    non_empty_since date,
    primary key (ods, kind, code),
    check ((green + amber + red = 0) = (non_empty_since is null))
);
comment on table ballot.pool is 'The unreleased counts of a home: three sums, never a row per tap';
comment on column ballot.pool.ods is 'Whose pool';
comment on column ballot.pool.kind is 'Kind of home';
comment on column ballot.pool.code is 'The unit''s id or the cohort''s code; empty for the live pool';
comment on column ballot.pool.green is 'Unreleased taps of green';
comment on column ballot.pool.amber is 'Unreleased taps of amber';
comment on column ballot.pool.red is 'Unreleased taps of red';
comment on column ballot.pool.target is 'Secret size that the pool must reach before it is looked at';
comment on column ballot.pool.failed is 'Whether it has failed a check since it was last emptied';
comment on column ballot.pool.non_empty_since is 'Local date on which it last became non-empty; null while it is empty';

create table ballot.pool_date (
    ods          text not null,
    kind         text not null,
    code         text not null,
    service_date date not null,
    taps         integer not null check (taps > 0),
    primary key (ods, kind, code, service_date)
);
comment on table ballot.pool_date is 'How many taps of a pool each service date brought; never crossed with mood';
comment on column ballot.pool_date.ods is 'Whose pool';
comment on column ballot.pool_date.kind is 'Kind of home';
comment on column ballot.pool_date.code is 'The unit''s id or the cohort''s code';
comment on column ballot.pool_date.service_date is 'The date that the passes were for: one pass a person and date, so this counts different people';
comment on column ballot.pool_date.taps is 'Taps with a day pass of that date';

create table ballot.pool_week (
    ods    text not null,
    kind   text not null,
    code   text not null,
    week   date not null check (extract(isodow from week) = 1),
    passes integer not null check (passes > 0),
    primary key (ods, kind, code, week)
);
comment on table ballot.pool_week is 'How many week passes came with a pool''s taps; never crossed with mood';
comment on column ballot.pool_week.ods is 'Whose pool';
comment on column ballot.pool_week.kind is 'Kind of home';
comment on column ballot.pool_week.code is 'The unit''s id or the cohort''s code';
comment on column ballot.pool_week.week is 'Monday of the week: one week pass a person and week, so this counts different people';
comment on column ballot.pool_week.passes is 'Week passes of that week';

create table ballot.tick (
    ods        text primary key,
    last       timestamptz not null,
    last_close date not null
);
comment on table ballot.tick is 'The last scheduled tick and close of each organisation';
comment on column ballot.tick.ods is 'Whose tick';
comment on column ballot.tick.last is 'The scheduled instant of the last tick: a multiple of the interval, whoever tapped or not';
comment on column ballot.tick.last_close is 'Local date of the last daily close';

create table ballot.reach (
    ods    text not null,
    unit   text not null,
    week   date not null check (extract(isodow from week) = 1),
    passes integer not null check (passes > 0),
    primary key (ods, unit, week)
);
comment on table ballot.reach is 'Week passes of released blocks that wait until k of them can be published together';
comment on column ballot.reach.ods is 'Whose unit';
comment on column ballot.reach.unit is 'A department or a unit above';
comment on column ballot.reach.week is 'Monday of the week';
comment on column ballot.reach.passes is 'Week passes not yet published';

create table ballot.expired (
    ods  text primary key,
    taps bigint not null check (taps >= 0)
);
comment on table ballot.expired is 'Taps that were too few for too long; shown for simulated organisations only';
comment on column ballot.expired.ods is 'Whose taps';
comment on column ballot.expired.taps is 'How many, ever';

-- A real organisation's ledger has a partition for each closing date of the next weeks: no admission ever needs a table made.
create function ballot.make_partitions(first date, last date) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if last > first + 60 then raise exception 'at most 60 days at a time' using errcode = 'check_violation'; end if;
    perform pg_advisory_xact_lock(hashtextextended('moralepulse/partitions', 0));
    for n in 0 .. last - first loop
        if to_regclass(format('ballot.spent_%s', to_char(first + n, 'YYYYMMDD'))) is null then
            execute format('create table ballot.spent_%s partition of ballot.spent_real for values from (%L) to (%L)', to_char(first + n, 'YYYYMMDD'), first + n, first + n + 1);
        end if;
    end loop;
end $$;

-- The server's own date decides, so that no caller can forget what was spent while a pass still counts somewhere.
create function ballot.drop_partitions() returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    partition text;
    dropped integer := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('moralepulse/partitions', 0));
    for partition in
        with partitions as materialized ( -- first the partitions, then their dates: the planner must not read a date out of another table's name
            select relname from pg_class join pg_inherits on inhrelid = pg_class.oid where inhparent = 'ballot.spent_real'::regclass)
        select relname from partitions where to_date(right(relname, 8), 'YYYYMMDD') + 2 < (now() at time zone 'UTC')::date
    loop
        execute format('drop table ballot.%I', partition);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
revoke all on function ballot.make_partitions(date, date), ballot.drop_partitions() from public;

grant usage on schema ballot to moralepulse_ballot;
grant select (clock, closes_on, key_id, hash), insert on ballot.spent to moralepulse_ballot;
grant select (clock, closes_on), delete on ballot.spent_simulated to moralepulse_ballot;
grant select (ods, kind, code, green, amber, red, target, failed, non_empty_since), insert, update on ballot.pool to moralepulse_ballot;
grant select (ods, kind, code, service_date, taps), insert, update, delete on ballot.pool_date to moralepulse_ballot;
grant select (ods, kind, code, week, passes), insert, update, delete on ballot.pool_week to moralepulse_ballot;
grant select (ods, last, last_close), insert, update on ballot.tick to moralepulse_ballot;
grant select (ods, unit, week, passes), insert, update, delete on ballot.reach to moralepulse_ballot;
grant select (ods, taps), insert, update on ballot.expired to moralepulse_ballot;
grant execute on function ballot.make_partitions(date, date), ballot.drop_partitions() to moralepulse_ballot;
