-- Who took an annotation away, and when; nothing else of it changes.
update published.annotation set withdrawn_by = @set_by, withdrawn_on = @today
 where ods = @ods and kind = @kind and code = @code and date = @date and rebases = @rebases and withdrawn_on is null
