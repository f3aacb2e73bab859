-- Adds rows to an organisation's trail, numbered without gaps: whoever writes there has its turn (issuance.import_turn). To the minute, which is enough for "when".
insert into issuance.audit (ods, number, at, person, act, about, before, after)
select @ods, coalesce((select max(a.number) from issuance.audit a where a.ods = @ods), 0) + e.n, date_trunc('minute', @at), @person, e.act, e.about, e.before::json, e.after::json
  from unnest(@acts, @abouts, @befores, @afters) with ordinality as e(act, about, before, after, n);
