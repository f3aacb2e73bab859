-- The one door, stricter: a missing value is refused as a wrong one is, a home must exist, and the tick must be an instant of the release date.
create or replace function published.release(
    p_ods text, p_tick timestamptz, p_date date, p_kind text, p_code text, p_green integer, p_amber integer, p_red integer, p_people integer,
    p_reach_units text[], p_reach_weeks date[], p_reach_people integer[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_limits record;
    v_total integer := p_green + p_amber + p_red;
    v_path text[];
begin
    select s.minimum_taps, s.proven_people, s.dissent, o.opened, o.time_zone into strict v_limits
      from organisation.settings s join organisation.organisation o using (ods) where s.ods = p_ods;
    -- "is not true", since a comparison with a missing value is neither true nor false.
    if (v_total >= v_limits.minimum_taps and p_people between v_limits.proven_people and v_total and greatest(p_green, p_amber, p_red) <= v_total - v_limits.dissent
        and p_green >= 0 and p_amber >= 0 and p_red >= 0) is not true then
        raise exception 'a block below the organisation''s release parameters' using errcode = 'check_violation';
    end if;
    if (v_limits.opened and isfinite(p_tick) and (p_tick at time zone v_limits.time_zone)::date = p_date) is not true then
        raise exception 'a block of another date, or before the organisation opened' using errcode = 'check_violation';
    end if;
    if (case p_kind when 'unit' then true
                    when 'live' then p_code = ''
                    when 'staff-group' then exists (select from organisation.staff_group where ods = p_ods and code = p_code)
                    when 'shift' then exists (select from organisation.shift where ods = p_ods and code = p_code) end) is not true then
        raise exception 'a block of no home' using errcode = 'check_violation';
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

    if exists (select from unnest(p_reach_units, p_reach_weeks, p_reach_people) lot(unit, week, people) where (lot.people >= v_limits.minimum_taps and lot.week <= p_date) is not true)
       or exists (select from unnest(p_reach_units) lot left join organisation.unit u on u.ods = p_ods and u.id = lot where u.kind is null or u.kind = 'team') then
        raise exception 'a lot of reach below k, or of a team' using errcode = 'check_violation';
    end if;
    insert into published.reach as r select p_ods, lot.unit, lot.week, lot.people from unnest(p_reach_units, p_reach_weeks, p_reach_people) lot(unit, week, people)
    on conflict (ods, unit, week) do update set people = r.people + excluded.people;
end $$;
