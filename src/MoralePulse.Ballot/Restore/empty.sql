-- What waited when the backup was made may have been published since, in blocks that people have seen: counted again in other blocks, the two would tell of single taps.
-- And what the ledger knew then says nothing of what was spent since. Keys of before are retired, so nothing of it is needed.
insert into ballot.expired as e select ods, sum(green + amber + red) from ballot.pool group by ods having sum(green + amber + red) > 0
on conflict (ods) do update set taps = e.taps + excluded.taps;
delete from ballot.pool;
delete from ballot.pool_date;
delete from ballot.pool_week;
delete from ballot.reach;
delete from ballot.spent;
