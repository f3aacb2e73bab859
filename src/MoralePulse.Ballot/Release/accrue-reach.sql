-- Week passes of the blocks of a tick join those that wait, for every department or unit above on their paths; what has reached k leaves as a lot.
with arrived as materialized (
    select path.unit, w.week, sum(w.passes)::integer as passes
      from unnest(@kinds, @codes, @units) as path(kind, code, unit)
      join ballot.pool_week w on (w.ods, w.kind, w.code) = (@ods, path.kind, path.code)
     group by path.unit, w.week),
together as materialized (
    select a.unit, a.week, a.passes + coalesce(r.passes, 0) as passes
      from arrived a left join ballot.reach r on r.ods = @ods and r.unit = a.unit and r.week = a.week),
lots as (
    delete from ballot.reach r using together t where t.passes >= @k and (r.ods, r.unit, r.week) = (@ods, t.unit, t.week)),
waiting as (
    insert into ballot.reach (ods, unit, week, passes) select @ods, unit, week, passes from together where passes < @k
    on conflict (ods, unit, week) do update set passes = excluded.passes)
select unit, week, passes from together where passes >= @k order by unit, week
