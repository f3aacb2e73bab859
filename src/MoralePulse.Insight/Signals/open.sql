-- One signal for a special cause: whoever opens it second has opened nothing.
insert into published.signal (ods, kind, code, measure, opened_for, meaning, rule, way, since, last_seen, opened_on)
values (@ods, @kind, @code, @measure, @opened_for, @meaning, @rule, @way, @since, @opened_for, @today)
on conflict do nothing
