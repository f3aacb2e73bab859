-- Units and cohorts whose trends are behind: something was released since, or a period that had something in it is over. A new week is one for all, since reach is counted by it.
select v.kind, v.code, v.version
  from published.version v left join published.trend_state s on s.ods = v.ods and s.kind = v.kind and s.code = v.code
 where v.ods = @ods
   and (s.version is distinct from v.version
        or date_trunc('week', s.reckoned_for) <> date_trunc('week', @today::date) or date_trunc('month', s.reckoned_for) <> date_trunc('month', @today::date)
        or (s.reckoned_for < @today and exists (select from published.roll_up r where r.ods = v.ods and r.kind = v.kind and r.code = v.code and r.release_date = s.reckoned_for)))
 order by v.kind, v.code
 limit @most
