-- The one door knows the homes and the schedule too: whoever has Ballot's role can't publish a block of a small team, at another time than a tick, or people that no block brought.
create or replace function published.release(
    p_ods text, p_tick timestamptz, p_date date, p_kind text, p_code text, p_green integer, p_amber integer, p_red integer, p_people integer,
    p_reach_units text[], p_reach_weeks date[], p_reach_people integer[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_limits record;
    v_total integer := p_green + p_amber + p_red;
    v_path text[];
begin
    select s.minimum_taps, s.proven_people, s.dissent, greatest(10, s.minimum_taps) as home_headcount, s.deepest_level, o.opened, o.time_zone,
           coalesce(o.tick_seconds, case p_kind when 'live' then 300 else 900 end) as tick_seconds,
           coalesce(c.now, clock_timestamp() + interval '1 minute') as now, -- as far as two servers' clocks may be apart
           root.headcount
      into strict v_limits
      from organisation.settings s join organisation.organisation o using (ods)
      left join organisation.clock c on c.ods = o.ods and o.simulated
      left join organisation.unit root on root.ods = o.ods and root.parent_id is null
     where s.ods = p_ods;
    -- "is not true", since a comparison with a missing value is neither true nor false.
    if (v_total >= v_limits.minimum_taps and p_people between v_limits.proven_people and v_total and greatest(p_green, p_amber, p_red) <= v_total - v_limits.dissent
        and p_green >= 0 and p_amber >= 0 and p_red >= 0) is not true then
        raise exception 'a block below the organisation''s release parameters' using errcode = 'check_violation';
    end if;
    if (v_limits.opened and isfinite(p_tick) and (p_tick at time zone v_limits.time_zone)::date = p_date) is not true then
        raise exception 'a block of another date, or before the organisation opened' using errcode = 'check_violation';
    end if;
    -- Ticks are counted from the year 1, as TickSchedule does: an interval need not divide a day. An older tick may be made up, a later one has not been.
    if (p_tick <= v_limits.now and mod(extract(epoch from p_tick) - extract(epoch from timestamptz '0001-01-01 00:00Z'), v_limits.tick_seconds) = 0) is not true then
        raise exception 'a block of no tick' using errcode = 'check_violation';
    end if;
    -- The homes are those of Domain's Homes: 500 people for a live pool, 1,000 for cohorts', and a unit only where it lives, is large enough and not too deep.
    if (case p_kind
            when 'unit' then exists (
                select from organisation.unit where ods = p_ods and id = p_code and (parent_id is null or (closed_on is null and headcount >= v_limits.home_headcount
                   and array_position('{organisation,directorate,department,team}', kind) <= array_position('{organisation,directorate,department,team}', v_limits.deepest_level))))
            when 'live' then p_code = '' and v_limits.headcount >= 500
            when 'staff-group' then v_limits.headcount >= 1000 and exists (select from organisation.staff_group where ods = p_ods and code = p_code and headcount >= v_limits.home_headcount)
            when 'shift' then v_limits.headcount >= 1000 and exists (select from organisation.shift where ods = p_ods and code = p_code) end) is not true then
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

    -- A lot is of a department or above. It comes with a tick's last block, and its people have tapped in one of that tick's blocks of its path, or wait since earlier
    -- ones, fewer than k. (Not more than work there, one would think, but a tap's unit is its sender's word: a ward helped out by others must not stop every tick.)
    if exists (
        select from (select lot.unit, bool_and((lot.people >= v_limits.minimum_taps and lot.week <= p_date) is true) as whole, sum(lot.people) - count(*) * (v_limits.minimum_taps - 1) as brought
                       from unnest(p_reach_units, p_reach_weeks, p_reach_people) lot(unit, week, people) group by lot.unit) lots
          left join organisation.unit u on u.ods = p_ods and u.id = lots.unit
         where (lots.whole and u.kind <> 'team' and lots.brought <= (
                   select sum(b.green + b.amber + b.red) from published.block b
                    where b.release_date = p_date and b.ods = p_ods and b.released_at = p_tick and lots.unit = any (b.path))) is not true) then
        raise exception 'a lot of reach below k, of a team, or of more people than the tick brought' using errcode = 'check_violation';
    end if;
    insert into published.reach as r select p_ods, lot.unit, lot.week, lot.people from unnest(p_reach_units, p_reach_weeks, p_reach_people) lot(unit, week, people)
    on conflict (ods, unit, week) do update set people = r.people + excluded.people;
end $$;
