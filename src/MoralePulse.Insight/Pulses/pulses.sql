-- Windows of several units and cohorts from at most 28 rows each: sums of whole blocks, kept when they were released.
select asked.kind, asked.code, v.version, v.as_of,
       sum(r.green) filter (where r.release_date >= @today - 1), sum(r.amber) filter (where r.release_date >= @today - 1), sum(r.red) filter (where r.release_date >= @today - 1),
       sum(r.green) filter (where r.release_date > @today - 7), sum(r.amber) filter (where r.release_date > @today - 7), sum(r.red) filter (where r.release_date > @today - 7),
       sum(r.green), sum(r.amber), sum(r.red)
  from unnest(@kinds, @codes) as asked(kind, code)
  join published.version v on v.ods = @ods and v.kind = asked.kind and v.code = asked.code
  left join published.roll_up r on r.ods = @ods and r.kind = asked.kind and r.code = asked.code and r.release_date > @today - 28 and r.release_date <= @today
 group by asked.kind, asked.code, v.version, v.as_of
