-- What trends are made from: sums of whole blocks by release date, and reach by week, of some units and cohorts.
select 'day' as sort, r.kind, r.code, r.release_date as date, r.green::bigint, r.amber::bigint, r.red::bigint
  from unnest(@kinds, @codes) asked(kind, code) join published.roll_up r on r.ods = @ods and r.kind = asked.kind and r.code = asked.code
 where r.release_date between @from and @today
union all
select 'week', 'unit', p.unit, p.week, p.people, 0, 0
  from unnest(@kinds, @codes) asked(kind, code) join published.reach p on asked.kind = 'unit' and p.ods = @ods and p.unit = asked.code
 where p.week between @from and @today
