-- One node has the close of a date.
update ballot.tick set last_close = @date where ods = @ods and last_close < @date
