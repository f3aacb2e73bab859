-- One step of the daily close: pools of one depth move whole to pools above them, or expire. Dates and weeks move with their taps, and so does what a failed check holds back.
with moved as materialized (
    select * from unnest(@kinds, @codes, @to_kinds, @to_codes, @greens, @ambers, @reds, @held, @emptied_targets, @marked_targets, @fresh_targets)
        as m(kind, code, to_kind, to_code, green, amber, red, held, emptied_target, marked_target, fresh_target)),
dates as (
    delete from ballot.pool_date d using moved m where (d.ods, d.kind, d.code) = (@ods, m.kind, m.code)
    returning m.to_kind, m.to_code, d.service_date, d.taps),
dates_above as (
    insert into ballot.pool_date as d (ods, kind, code, service_date, taps)
    select @ods, to_kind, to_code, service_date, sum(taps) from dates where to_kind is not null group by 2, 3, 4 order by 2, 3, 4
    on conflict (ods, kind, code, service_date) do update set taps = d.taps + excluded.taps),
weeks as (
    delete from ballot.pool_week w using moved m where (w.ods, w.kind, w.code) = (@ods, m.kind, m.code)
    returning m.to_kind, m.to_code, w.week, w.passes),
weeks_above as (
    insert into ballot.pool_week as w (ods, kind, code, week, passes)
    select @ods, to_kind, to_code, week, sum(passes) from weeks where to_kind is not null group by 2, 3, 4 order by 2, 3, 4
    on conflict (ods, kind, code, week) do update set passes = w.passes + excluded.passes),
above as (
    insert into ballot.pool as p (ods, kind, code, green, amber, red, held, target, non_empty_since)
    select @ods, to_kind, to_code, sum(green), sum(amber), sum(red), sum(held), max(coalesce(marked_target, fresh_target)), @today
      from moved where to_kind is not null group by 2, 3 order by 2, 3
    on conflict (ods, kind, code) do update
        set green = p.green + excluded.green, amber = p.amber + excluded.amber, red = p.red + excluded.red, held = p.held + excluded.held,
            target = case when excluded.held > 0 then greatest(p.target, excluded.target) else p.target end,
            non_empty_since = coalesce(p.non_empty_since, excluded.non_empty_since)),
expired as (
    insert into ballot.expired as e (ods, taps)
    select @ods, sum(green + amber + red) from moved where to_kind is null having count(*) > 0
    on conflict (ods) do update set taps = e.taps + excluded.taps)
update ballot.pool p set green = 0, amber = 0, red = 0, held = 0, target = m.emptied_target, non_empty_since = null
  from moved m where (p.ods, p.kind, p.code) = (@ods, m.kind, m.code)
