-- What holds for some units and cohorts: the last revision of each target that was not taken away, and every annotation that still stands.
select 'target' as sort, t.kind, t.code, t.measure, null::date as date, null::boolean as rebases, t.value::double precision as value, t.why, t.set_as, t.set_on
  from (select distinct on (t.kind, t.code, t.measure) t.kind, t.code, t.measure, t.value, t.why, t.set_as, t.set_on
          from unnest(@kinds, @codes) asked(kind, code) join published.target t on t.ods = @ods and t.kind = asked.kind and t.code = asked.code
         order by t.kind, t.code, t.measure, t.revision desc) t
 where t.value is not null
union all
select 'annotation', a.kind, a.code, null, a.date, a.rebases, null, a.why, a.set_as, a.set_on
  from unnest(@kinds, @codes) asked(kind, code) join published.annotation a on a.ods = @ods and a.kind = asked.kind and a.code = asked.code
 where a.withdrawn_on is null
 order by date nulls first
