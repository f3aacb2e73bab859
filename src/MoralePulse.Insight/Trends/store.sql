-- Keeps trends as they were made, and what they were made from. In one order, so that two makers can't deadlock; whoever is later has read as much or more.
with kept as (
    insert into published.trend (ods, kind, code, grain, measure, profile, body)
    select @ods, kind, code, grain, measure, profile, body::json from unnest(@kinds, @codes, @grains, @measures, @profiles, @bodies) made(kind, code, grain, measure, profile, body)
     order by kind, code, grain, measure, profile
    on conflict (ods, kind, code, grain, measure, profile) do update set body = excluded.body)
insert into published.trend_state (ods, kind, code, version, reckoned_for)
select @ods, kind, code, version, @today from unnest(@state_kinds, @state_codes, @versions) state(kind, code, version) order by kind, code
on conflict (ods, kind, code) do update set version = excluded.version, reckoned_for = excluded.reckoned_for
