-- Keeps an organisation's estimates as they were made: those that are no longer needed go first, then the others in one order, so that two makers can't deadlock. One that has not changed is left alone.
delete from published.estimate e
 where e.ods = @ods and not exists (select from unnest(@units, @measures) made(unit, measure) where made.unit = e.unit and made.measure = e.measure);
insert into published.estimate as e (ods, unit, measure, weeks, taps, share, lower, upper, parent, as_of)
select @ods, unit, measure, weeks, taps, share, lower, upper, parent, @monday
  from unnest(@units, @measures, @weeks, @taps, @shares, @lowers, @uppers, @parents) made(unit, measure, weeks, taps, share, lower, upper, parent)
 order by unit, measure
on conflict (ods, unit, measure) do update
   set weeks = excluded.weeks, taps = excluded.taps, share = excluded.share, lower = excluded.lower, upper = excluded.upper, parent = excluded.parent, as_of = excluded.as_of
 where (e.weeks, e.taps, e.share, e.lower, e.upper, e.parent, e.as_of)
       is distinct from (excluded.weeks, excluded.taps, excluded.share, excluded.lower, excluded.upper, excluded.parent, excluded.as_of)
