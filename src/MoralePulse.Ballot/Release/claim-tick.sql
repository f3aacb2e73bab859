-- One node has the tick: the row changes once for each scheduled instant, whoever else tries.
update ballot.tick set last = @tick where ods = @ods and last < @tick
