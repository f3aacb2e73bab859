-- A mark that lifts must say how many taps it is about, or the pool above would have to wait for more than the promise asks.
alter table ballot.pool add column held integer not null default 0 check (held >= 0);
update ballot.pool set held = green + amber + red where failed; -- at most those
alter table ballot.pool drop column failed, add check (held <= green + amber + red);
comment on column ballot.pool.held is 'How many of its taps were in a pool when that failed a check; none of them is released without k others';
grant select (held) on ballot.pool to moralepulse_ballot;
