-- The last signal of each measure of some units and cohorts.
select distinct on (s.kind, s.code, s.measure) s.kind, s.code, s.measure, s.rule, s.way, s.meaning, s.since, s.opened_for, s.last_seen, s.closed_on
  from (select distinct kind, code from unnest(@kinds, @codes) asked(kind, code)) asked
  join published.signal s on s.ods = @ods and s.kind = asked.kind and s.code = asked.code
 order by s.kind, s.code, s.measure, s.opened_for desc
