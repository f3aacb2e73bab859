-- Released blocks and what is built on them. Blocks come in by one door, the function published.release.
create schema if not exists published; -- EF Core makes it first, for its history of migrations
comment on schema published is 'Released blocks and what is built on them; readable by the side that serves boards';

-- The release date leads the key, so that the table can become a hypertable as it is.
create table published.block (
    release_date date not null,
    ods          text not null,
    kind         text not null check (kind in ('unit', 'live', 'staff-group', 'shift')),
    code         text not null,
    released_at  timestamptz not null,
    green        integer not null check (green >= 0),
    amber        integer not null check (amber >= 0),
    red          integer not null check (red >= 0),
    path         text[] not null check (cardinality(path) > 0),
    primary key (release_date, ods, kind, code, released_at),
    check (green + amber + red >= 5),
    check (greatest(green, amber, red) < green + amber + red)
);
comment on table published.block is 'An immutable released set of at least k taps of one home; the CHECKs hold the floors of k and d';
comment on column published.block.release_date is 'Local date of the release';
comment on column published.block.ods is 'Whose block';
comment on column published.block.kind is 'Kind of home';
comment on column published.block.code is 'The unit''s id or the cohort''s code; empty for the live pool';
comment on column published.block.released_at is 'The scheduled tick of the release, not a tap''s time';
comment on column published.block.green is 'Taps of green';
comment on column published.block.amber is 'Taps of amber';
comment on column published.block.red is 'Taps of red';
comment on column published.block.path is 'Ids of the units that it counts for, for ever: its home''s path when it was released';

create table published.roll_up (
    ods          text not null,
    kind         text not null check (kind in ('unit', 'staff-group', 'shift')),
    code         text not null,
    release_date date not null,
    green        integer not null,
    amber        integer not null,
    red          integer not null,
    primary key (ods, kind, code, release_date)
);
comment on table published.roll_up is 'Sums of whole blocks per unit or cohort and release date, kept at the release, so that a page never scans blocks';
comment on column published.roll_up.ods is 'Whose sums';
comment on column published.roll_up.kind is 'unit, staff-group or shift';
comment on column published.roll_up.code is 'The unit''s id or the cohort''s code';
comment on column published.roll_up.release_date is 'Local date of the releases';
comment on column published.roll_up.green is 'Taps of green';
comment on column published.roll_up.amber is 'Taps of amber';
comment on column published.roll_up.red is 'Taps of red';

create table published.version (
    ods     text not null,
    kind    text not null check (kind in ('unit', 'staff-group', 'shift')),
    code    text not null,
    version bigint not null check (version > 0),
    as_of   timestamptz not null,
    primary key (ods, kind, code)
);
comment on table published.version is 'How often a unit''s or cohort''s figures have changed: rises on a release only';
comment on column published.version.ods is 'Whose figures';
comment on column published.version.kind is 'unit, staff-group or shift';
comment on column published.version.code is 'The unit''s id or the cohort''s code';
comment on column published.version.version is 'Releases so far';
comment on column published.version.as_of is 'The scheduled tick of the last release';

create table published.reach (
    ods    text not null,
    unit   text not null,
    week   date not null check (extract(isodow from week) = 1),
    people integer not null check (people >= 5),
    primary key (ods, unit, week)
);
comment on table published.reach is '"At least N different people": participants of a week without identities, published in lots of at least k';
comment on column published.reach.ods is 'Whose unit';
comment on column published.reach.unit is 'A department or a unit above';
comment on column published.reach.week is 'Monday of the week';
comment on column published.reach.people is 'Different people at least';

create function published.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'a block never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger block_never_changes before update on published.block for each row execute function published.refuse_change();

-- The one door. It trusts its caller with nothing that it can check itself: k, p and d against the organisation's settings, the path against the tree.
create function published.release(
    p_ods text, p_tick timestamptz, p_date date, p_kind text, p_code text, p_green integer, p_amber integer, p_red integer, p_people integer,
    p_reach_units text[], p_reach_weeks date[], p_reach_people integer[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_limits record;
    v_total integer := p_green + p_amber + p_red;
    v_path text[];
begin
    select * into strict v_limits from organisation.settings where ods = p_ods;
    if v_total < v_limits.minimum_taps or p_people < v_limits.proven_people or greatest(p_green, p_amber, p_red) > v_total - v_limits.dissent
       or least(p_green, p_amber, p_red) < 0 then
        raise exception 'a block below the organisation''s release parameters' using errcode = 'check_violation';
    end if;

    with recursive up as (
        select id, parent_id, 0 as depth from organisation.unit
         where ods = p_ods and case when p_kind = 'unit' then id = p_code else parent_id is null end
        union all
        select u.id, u.parent_id, up.depth + 1 from organisation.unit u join up on u.ods = p_ods and u.id = up.parent_id)
    select array_agg(id order by depth) into v_path from up;
    if v_path is null then raise exception 'a block of no unit' using errcode = 'check_violation'; end if;

    insert into published.block values (p_date, p_ods, p_kind, p_code, p_tick, p_green, p_amber, p_red, v_path);

    insert into published.roll_up as r
    select p_ods, 'unit', id, p_date, p_green, p_amber, p_red from unnest(v_path) id
    union all
    select p_ods, p_kind, p_code, p_date, p_green, p_amber, p_red where p_kind in ('staff-group', 'shift')
    on conflict (ods, kind, code, release_date) do update set green = r.green + excluded.green, amber = r.amber + excluded.amber, red = r.red + excluded.red;

    insert into published.version as v
    select p_ods, 'unit', id, 1, p_tick from unnest(v_path) id
    union all
    select p_ods, p_kind, p_code, 1, p_tick where p_kind in ('staff-group', 'shift')
    on conflict (ods, kind, code) do update set version = v.version + 1, as_of = excluded.as_of;

    if exists (select from unnest(p_reach_people) n where n < v_limits.minimum_taps)
       or exists (select from unnest(p_reach_units) lot left join organisation.unit u on u.ods = p_ods and u.id = lot where u.kind is null or u.kind = 'team') then
        raise exception 'a lot of reach below k, or of a team' using errcode = 'check_violation';
    end if;
    insert into published.reach as r select p_ods, lot.unit, lot.week, lot.people from unnest(p_reach_units, p_reach_weeks, p_reach_people) lot(unit, week, people)
    on conflict (ods, unit, week) do update set people = r.people + excluded.people;
end $$;
comment on function published.release is 'Publishes one block and brings roll-ups, versions and reach up to date in the same transaction';
revoke all on function published.release from public;

grant usage on schema published to moralepulse_insight, moralepulse_ballot;
grant execute on function published.release to moralepulse_ballot;
grant select (release_date, ods, kind, code, released_at, green, amber, red, path) on published.block to moralepulse_insight;
grant select (ods, kind, code, release_date, green, amber, red) on published.roll_up to moralepulse_insight;
grant select (ods, kind, code, version, as_of) on published.version to moralepulse_insight;
grant select (ods, unit, week, people) on published.reach to moralepulse_insight;
