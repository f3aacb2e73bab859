-- Sums of whole blocks by unit and week of their release, from the roll-ups that the door keeps: one range of the primary key for each unit, so that older years cost nothing.
-- A week without a row is a week in which no block of the unit or of one below it was released.
select asked.unit, (r.release_date - @from) / 7 as week, sum(r.green)::bigint, sum(r.amber)::bigint, sum(r.red)::bigint
  from unnest(@units) as asked(unit)
  join published.roll_up r on r.ods = @ods and r.kind = 'unit' and r.code = asked.unit and r.release_date between @from and @today
 group by 1, 2
