-- What pooled estimates are made from: for every unit the sums of its released blocks of the window, and in how many weeks of a year it has any. Whole blocks only, added up here.
with block as (
    select unnest(b.path) as unit, b.release_date, b.green + b.amber + b.red as taps, b.green, b.red
      from published.block b where b.release_date >= @from and b.release_date < @monday and b.ods = @ods),
recent as (
    select unit, count(distinct date_trunc('week', release_date)) as weeks, sum(taps)::bigint as taps, sum(taps::double precision * taps) as taps2,
           sum(green)::bigint as green, sum(green::double precision * green) as green2, sum(green::double precision * taps) as green_taps,
           sum(red)::bigint as red, sum(red::double precision * red) as red2, sum(red::double precision * taps) as red_taps
      from block group by unit),
charted as (
    select r.code as unit, count(distinct date_trunc('week', r.release_date)) as points
      from published.roll_up r where r.ods = @ods and r.kind = 'unit' and r.release_date >= @year and r.release_date < @monday group by r.code)
select recent.unit, recent.weeks::integer, coalesce(charted.points, 0)::integer, taps, taps2, green, green2, green_taps, red, red2, red_taps
  from recent left join charted using (unit)
