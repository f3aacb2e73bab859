insert into published.annotation (ods, kind, code, date, rebases, revision, why, set_as, set_by, set_on)
select @ods, @kind, @code, @date, @rebases, coalesce(max(revision), 0) + 1, @why, @set_as, @set_by, @today
  from published.annotation where ods = @ods and kind = @kind and code = @code and date = @date and rebases = @rebases
