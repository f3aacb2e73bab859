-- The next revision of a target; a null value takes it away.
insert into published.target (ods, kind, code, measure, revision, value, why, set_as, set_by, set_on)
select @ods, @kind, @code, @measure, coalesce(max(revision), 0) + 1, @value, @why, @set_as, @set_by, @today
  from published.target where ods = @ods and kind = @kind and code = @code and measure = @measure
