-- Spends a batch of passes and counts only those that were new: a pass sent twice, even within one batch, counts once, with its first mood.
-- A week pass is spent only here, with a fresh day pass, in that tap's home. Every insert is sorted, and days are spent before weeks and weeks
-- before pools, so that concurrent batches can't deadlock. Returns the positions (from 1) of the taps that were counted.
with arrived as materialized (
    select distinct on (clock, closes_on, key_id, hash) *
      from unnest(@clocks, @closes_on, @key_ids, @hashes, @service_dates, @week_closes_on, @week_key_ids, @week_hashes, @weeks,
                  @odses, @kinds, @codes, @moods, @targets, @todays) with ordinality
        as t(clock, closes_on, key_id, hash, service_date, week_closes_on, week_key_id, week_hash, week, ods, kind, code, mood, target, today, n)
     order by clock, closes_on, key_id, hash, n),
fresh as (
    insert into ballot.spent (clock, closes_on, key_id, hash)
    select clock, closes_on, key_id, hash from arrived order by 1, 2, 3, 4
    on conflict do nothing returning clock, closes_on, key_id, hash),
counted as materialized (
    select arrived.* from arrived join fresh using (clock, closes_on, key_id, hash)),
week_arrived as materialized (
    select distinct on (clock, week_closes_on, week_key_id, week_hash) * from counted where week_hash is not null
     order by clock, week_closes_on, week_key_id, week_hash, n),
week_fresh as (
    insert into ballot.spent (clock, closes_on, key_id, hash)
    select clock, week_closes_on, week_key_id, week_hash from week_arrived order by 1, 2, 3, 4
    on conflict do nothing returning clock, closes_on, key_id, hash),
week_counted as materialized (
    select a.* from week_arrived a join week_fresh f
        on (f.clock, f.closes_on, f.key_id, f.hash) = (a.clock, a.week_closes_on, a.week_key_id, a.week_hash)),
pools as (
    insert into ballot.pool as p (ods, kind, code, green, amber, red, target, non_empty_since)
    select ods, kind, code, count(*) filter (where mood = 'green'), count(*) filter (where mood = 'amber'), count(*) filter (where mood = 'red'),
           min(target), min(today) -- one target and one date per home and batch
      from counted group by ods, kind, code order by 1, 2, 3
    on conflict (ods, kind, code) do update
        set green = p.green + excluded.green, amber = p.amber + excluded.amber, red = p.red + excluded.red,
            non_empty_since = coalesce(p.non_empty_since, excluded.non_empty_since)),
dates as (
    insert into ballot.pool_date as d (ods, kind, code, service_date, taps)
    select ods, kind, code, service_date, count(*) from counted group by ods, kind, code, service_date order by 1, 2, 3, 4
    on conflict (ods, kind, code, service_date) do update set taps = d.taps + excluded.taps),
weeks as (
    insert into ballot.pool_week as w (ods, kind, code, week, passes)
    select ods, kind, code, week, count(*) from week_counted group by ods, kind, code, week order by 1, 2, 3, 4
    on conflict (ods, kind, code, week) do update set passes = w.passes + excluded.passes)
select n from counted
