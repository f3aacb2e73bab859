-- The open signal reaches further, or has passed.
update published.signal set last_seen = coalesce(@seen, last_seen), closed_on = case when @closes then @today::date end
 where ods = @ods and kind = @kind and code = @code and measure = @measure and closed_on is null
