-- After the checks of a tick: released pools start anew with another target, failed ones wait for more under theirs.
with checked as materialized (
    select * from unnest(@kinds, @codes, @released, @targets) as c(kind, code, released, target)),
dates as (
    delete from ballot.pool_date d using checked c where c.released and (d.ods, d.kind, d.code) = (@ods, c.kind, c.code)),
weeks as (
    delete from ballot.pool_week w using checked c where c.released and (w.ods, w.kind, w.code) = (@ods, c.kind, c.code))
update ballot.pool p
   set target = c.target, held = case when c.released then 0 else green + amber + red end,
       green = case when c.released then 0 else green end, amber = case when c.released then 0 else amber end, red = case when c.released then 0 else red end,
       non_empty_since = case when c.released then null else non_empty_since end
  from checked c where (p.ods, p.kind, p.code) = (@ods, c.kind, c.code)
