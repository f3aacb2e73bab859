-- What every side may read and only Issuance writes: an organisation's tree, settings, clock and public pass keys. Nothing about a named person.
create schema organisation;
comment on schema organisation is 'Tree, headcounts, shifts, staff groups, settings and public pass keys; read by every side, written by Issuance';

create table organisation.organisation (
    ods          text primary key check (ods ~ '^[A-Z0-9]{1,12}$'),
    name         text not null check (name <> ''),
    time_zone    text not null default 'Europe/London',
    simulated    boolean not null default false,
    opened       boolean not null default false,
    tick_seconds integer check (tick_seconds between 1 and 3600),
    version      bigint not null default 1,
    unique (ods, simulated),
    check (simulated or tick_seconds is null)
);
comment on table organisation.organisation is 'An NHS trust or other provider';
comment on column organisation.organisation.ods is 'ODS code of the NHS Organisation Data Service';
comment on column organisation.organisation.name is 'What its people call it';
comment on column organisation.organisation.time_zone is 'IANA time zone of its service dates';
comment on column organisation.organisation.simulated is 'Whether it has a stored clock of its own; decided when it is created and never changed';
comment on column organisation.organisation.opened is 'Whether staff may tap; release parameters cannot be lowered from then on';
comment on column organisation.organisation.tick_seconds is 'Seconds between ticks of a simulated organisation; null: the standard schedule';
comment on column organisation.organisation.version is 'Rises with every change of tree, shifts, staff groups or settings, so that a cached copy is known to be old';

create table organisation.settings (
    ods           text primary key references organisation.organisation,
    minimum_taps  integer not null default 10 check (minimum_taps >= 5),
    proven_people integer not null default 5 check (proven_people between 4 and minimum_taps),
    dissent       integer not null default 2 check (dissent >= 1 and dissent < minimum_taps),
    deepest_level text not null default 'team' check (deepest_level in ('organisation', 'directorate', 'department', 'team'))
);
comment on table organisation.settings is 'Release parameters; the floors are CHECKs, so that no program can set less';
comment on column organisation.settings.ods is 'Whose settings';
comment on column organisation.settings.minimum_taps is 'Fewest taps in a block (k)';
comment on column organisation.settings.proven_people is 'Fewest people proven different in a block (p)';
comment on column organisation.settings.dissent is 'Fewest taps outside the largest mood of a block (d)';
comment on column organisation.settings.deepest_level is 'Deepest published level; smaller units count in the nearest one above';

create table organisation.clock (
    ods       text primary key,
    simulated boolean not null default true check (simulated),
    now       timestamptz not null,
    foreign key (ods, simulated) references organisation.organisation (ods, simulated)
);
comment on table organisation.clock is 'Stored clocks: a real organisation cannot have one';
comment on column organisation.clock.ods is 'Whose clock';
comment on column organisation.clock.simulated is 'Always true: ties the clock to a simulated organisation';
comment on column organisation.clock.now is 'What time it is there';

create table organisation.unit (
    ods       text not null references organisation.organisation,
    id        text not null check (id ~ '^[A-Za-z0-9._-]{1,40}$'),
    parent_id text,
    name      text not null check (name <> ''),
    kind      text not null check (kind in ('organisation', 'directorate', 'department', 'team')),
    headcount integer not null check (headcount >= 0),
    closed_on date,
    primary key (ods, id),
    foreign key (ods, parent_id) references organisation.unit (ods, id) deferrable initially deferred,
    check ((kind = 'organisation') = (parent_id is null))
);
create unique index unit_one_root on organisation.unit (ods) where parent_id is null;
comment on table organisation.unit is 'A node of the tree; never deleted';
comment on column organisation.unit.ods is 'Whose unit';
comment on column organisation.unit.id is 'Its id, unique in the organisation';
comment on column organisation.unit.parent_id is 'The unit above; null for the organisation itself';
comment on column organisation.unit.name is 'What its people call it';
comment on column organisation.unit.kind is 'Its level';
comment on column organisation.unit.headcount is 'People in it and everything below it';
comment on column organisation.unit.closed_on is 'Local date on which an import no longer had it; null while it lives';

create table organisation.shift (
    ods      text not null references organisation.organisation,
    code     text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name     text not null check (name <> ''),
    starts   time not null,
    ends     time not null,
    position integer not null,
    primary key (ods, code)
);
comment on table organisation.shift is 'The organisation''s named working windows';
comment on column organisation.shift.ods is 'Whose shift';
comment on column organisation.shift.code is 'Short code, unique in the organisation';
comment on column organisation.shift.name is 'What staff call it';
comment on column organisation.shift.starts is 'Local time at which it begins';
comment on column organisation.shift.ends is 'Local time at which it ends, on the next day where it is not after the start';
comment on column organisation.shift.position is 'Order in lists';

create table organisation.staff_group (
    ods       text not null references organisation.organisation,
    code      text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name      text not null check (name <> ''),
    headcount integer not null default 0 check (headcount >= 0),
    position  integer not null,
    primary key (ods, code)
);
comment on table organisation.staff_group is 'Staff groups by their names in the Electronic Staff Record';
comment on column organisation.staff_group.ods is 'Whose staff group';
comment on column organisation.staff_group.code is 'Short code, unique in the organisation';
comment on column organisation.staff_group.name is 'ESR name';
comment on column organisation.staff_group.headcount is 'People of the directory in it';
comment on column organisation.staff_group.position is 'Order in lists';

create table organisation.pass_key (
    ods          text not null references organisation.organisation,
    position     integer not null check (position > 0),
    key_id       bytea not null unique check (octet_length(key_id) = 32),
    kind         text not null check (kind in ('day', 'week')),
    service_date date not null,
    spki         bytea not null,
    head         bytea not null check (octet_length(head) = 32),
    primary key (ods, position),
    unique (ods, kind, service_date),
    check (kind = 'day' or extract(isodow from service_date) = 1)
);
comment on table organisation.pass_key is 'Public pass keys, append-only and chained, so that nobody can be given a key of her own unseen';
comment on column organisation.pass_key.ods is 'Whose key';
comment on column organisation.pass_key.position is 'Place in the chain, from 1';
comment on column organisation.pass_key.key_id is 'SHA-256 of the public key';
comment on column organisation.pass_key.kind is 'day or week';
comment on column organisation.pass_key.service_date is 'The date that the pass is for, or the Monday of its week: keys are made ahead, so it tells nobody''s action';
comment on column organisation.pass_key.spki is 'The public key, DER SubjectPublicKeyInfo';
comment on column organisation.pass_key.head is 'Head of the chain after this key';

create function organisation.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'organisation.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger pass_key_append_only before update or delete or truncate on organisation.pass_key
    for each statement execute function organisation.refuse_change();

create function organisation.guard_organisation() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.ods <> old.ods or new.simulated <> old.simulated then
        raise exception 'whether an organisation is simulated is decided when it is created' using errcode = 'check_violation';
    end if;
    if old.opened and not new.opened then
        raise exception 'an opened organisation stays open' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger organisation_guard before update on organisation.organisation for each row execute function organisation.guard_organisation();

create function organisation.guard_opening() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    people integer;
    least integer;
begin
    select headcount into people from organisation.unit where ods = new.ods and parent_id is null;
    select greatest(10, minimum_taps) into least from organisation.settings where ods = new.ods;
    if people is null or least is null or people < least then
        raise exception 'an organisation of % people can''t open: % are needed', coalesce(people, 0), coalesce(least, 10) using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger organisation_opening after insert or update on organisation.organisation deferrable initially deferred
    for each row when (new.opened) execute function organisation.guard_opening();

create function organisation.guard_settings() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if (select opened from organisation.organisation where ods = old.ods)
       and (new.minimum_taps < old.minimum_taps or new.proven_people < old.proven_people or new.dissent < old.dissent) then
        raise exception 'release parameters can''t be lowered once the organisation has opened' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger settings_guard before update on organisation.settings for each row execute function organisation.guard_settings();
create trigger settings_stay before delete or truncate on organisation.settings for each statement execute function organisation.refuse_change();

grant usage on schema organisation to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, name, time_zone, simulated, opened, tick_seconds, version) on organisation.organisation to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, minimum_taps, proven_people, dissent, deepest_level) on organisation.settings to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, now) on organisation.clock to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, id, parent_id, name, kind, headcount, closed_on) on organisation.unit to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, code, name, starts, ends, position) on organisation.shift to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, code, name, headcount, position) on organisation.staff_group to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, position, key_id, kind, service_date, spki, head) on organisation.pass_key to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant insert, update on organisation.organisation, organisation.settings, organisation.clock, organisation.unit to moralepulse_issuance;
grant insert, update, delete on organisation.shift, organisation.staff_group to moralepulse_issuance;
grant insert on organisation.pass_key to moralepulse_issuance;
