-- Trends, signals, targets, annotations and estimates: all built on released blocks, or said by a leader about them. Nothing here is about a tap that waits.

create table published.trend (
    ods     text not null,
    kind    text not null check (kind in ('unit', 'staff-group', 'shift')),
    code    text not null,
    grain   text not null check (grain in ('day', 'week', 'month')),
    measure text not null check (measure in ('green', 'red', 'taps', 'reach')),
    profile text not null check (profile in ('excel', 'r')),
    body    json not null,
    primary key (ods, kind, code, grain, measure, profile)
);
comment on table published.trend is 'Each trend as it is answered and drawn, made when its blocks change or a period is over, so that a page never computes';
comment on column published.trend.ods is 'Whose trend';
comment on column published.trend.kind is 'unit, staff-group or shift';
comment on column published.trend.code is 'The unit''s id or the cohort''s code';
comment on column published.trend.grain is 'How long its periods are';
comment on column published.trend.measure is 'green and red: share in per cent; taps: released; reach: different people at least';
comment on column published.trend.profile is 'By whose conventions it was read: excel (Making Data Count) or r (NHSRplotthedots)';
comment on column published.trend.body is 'The answer of /api/v1/units/{id}/trend: points, averages, limits, special causes, icons and sentences';

create table published.trend_state (
    ods          text not null,
    kind         text not null check (kind in ('unit', 'staff-group', 'shift')),
    code         text not null,
    version      bigint not null,
    reckoned_for date not null,
    primary key (ods, kind, code)
);
comment on table published.trend_state is 'What a unit''s or cohort''s trends were last made from: behind published.version they are made again';
comment on column published.trend_state.ods is 'Whose trends';
comment on column published.trend_state.kind is 'unit, staff-group or shift';
comment on column published.trend_state.code is 'The unit''s id or the cohort''s code';
comment on column published.trend_state.version is 'Releases that are in them';
comment on column published.trend_state.reckoned_for is 'The organisation''s date that they were reckoned for: periods before its own are complete';

create table published.target (
    ods      text not null,
    kind     text not null check (kind in ('unit', 'staff-group', 'shift')),
    code     text not null,
    measure  text not null check (measure in ('green', 'red')),
    revision integer not null check (revision > 0),
    value    numeric(4, 1) check (value between 0 and 100),
    why      text not null check (why <> ''),
    set_as   text not null check (set_as in ('manager', 'executive')),
    set_by   text not null,
    set_on   date not null,
    primary key (ods, kind, code, measure, revision)
);
comment on table published.target is 'Targets that leaders set; the highest revision holds, and none is ever changed or deleted';
comment on column published.target.ods is 'Whose target';
comment on column published.target.kind is 'unit, staff-group or shift';
comment on column published.target.code is 'The unit''s id or the cohort''s code';
comment on column published.target.measure is 'Share of green or of red';
comment on column published.target.revision is 'How many times it has been set, from 1';
comment on column published.target.value is 'In per cent; null where the target was taken away';
comment on column published.target.why is 'The reason that the leader gave';
comment on column published.target.set_as is 'The role that she did it in';
comment on column published.target.set_by is 'The leader''s staff number: what she did in her role, nothing that she tapped';
comment on column published.target.set_on is 'The organisation''s date';

create table published.annotation (
    ods          text not null,
    kind         text not null check (kind in ('unit', 'staff-group', 'shift')),
    code         text not null,
    date         date not null,
    rebases      boolean not null,
    revision     integer not null check (revision > 0),
    why          text not null check (why <> ''),
    set_as       text not null check (set_as in ('manager', 'executive')),
    set_by       text not null,
    set_on       date not null,
    withdrawn_by text,
    withdrawn_on date,
    primary key (ods, kind, code, date, rebases, revision),
    check ((withdrawn_by is null) = (withdrawn_on is null))
);
comment on table published.annotation is 'What leaders wrote on a chart: a note on a date, or that average and limits begin anew there';
comment on column published.annotation.ods is 'Whose chart';
comment on column published.annotation.kind is 'unit, staff-group or shift';
comment on column published.annotation.code is 'The unit''s id or the cohort''s code';
comment on column published.annotation.date is 'The first date of the week that it stands at';
comment on column published.annotation.rebases is 'Whether average and limits begin anew there';
comment on column published.annotation.revision is 'How many of this sort there have been on the date, from 1';
comment on column published.annotation.why is 'What happened, in the leader''s words';
comment on column published.annotation.set_as is 'The role that she did it in';
comment on column published.annotation.set_by is 'The leader''s staff number';
comment on column published.annotation.set_on is 'The organisation''s date';
comment on column published.annotation.withdrawn_by is 'Staff number of the leader who took it away; null while it stands';
comment on column published.annotation.withdrawn_on is 'The organisation''s date of that';

create table published.signal (
    ods        text not null,
    kind       text not null check (kind in ('unit', 'staff-group', 'shift')),
    code       text not null,
    measure    text not null check (measure in ('green', 'red')),
    opened_for date not null,
    meaning    text not null check (meaning in ('improvement', 'concern')),
    rule       text not null check (rule in ('outside', 'trend', 'two-in-three', 'shift')),
    way        text not null check (way in ('high', 'low')),
    since      date not null,
    last_seen  date not null,
    opened_on  date not null,
    closed_on  date,
    primary key (ods, kind, code, measure, opened_for),
    check (since <= opened_for and opened_for <= last_seen)
);
create unique index signal_open on published.signal (ods, kind, code, measure) where closed_on is null;
comment on table published.signal is 'Special causes of weekly trends: each is opened once, and closed when it has passed';
comment on column published.signal.ods is 'Whose signal';
comment on column published.signal.kind is 'unit, staff-group or shift';
comment on column published.signal.code is 'The unit''s id or the cohort''s code';
comment on column published.signal.measure is 'Share of green or of red';
comment on column published.signal.opened_for is 'Monday of the week whose point opened it';
comment on column published.signal.meaning is 'improvement or concern';
comment on column published.signal.rule is 'The rule that named that point';
comment on column published.signal.way is 'Above or rising: high; below or falling: low';
comment on column published.signal.since is 'Monday of the first week of its run';
comment on column published.signal.last_seen is 'Monday of the latest week that still belongs to it';
comment on column published.signal.opened_on is 'The organisation''s date on which it was opened';
comment on column published.signal.closed_on is 'The organisation''s date on which it had passed; null while it is open';

create table published.estimate (
    ods     text not null,
    unit    text not null,
    measure text not null check (measure in ('green', 'red')),
    weeks   integer not null,
    taps    bigint not null check (taps > 0),
    share   double precision not null,
    lower   double precision not null,
    upper   double precision not null,
    parent  text not null,
    as_of   date not null,
    primary key (ods, unit, measure),
    check (0 <= lower and lower <= share and share <= upper and upper <= 100)
);
comment on table published.estimate is 'Pooled estimates of units whose own figures are too few for a chart: their released blocks, shrunk towards their parent''s';
comment on column published.estimate.ods is 'Whose unit';
comment on column published.estimate.unit is 'The unit''s id';
comment on column published.estimate.measure is 'Share of green or of red';
comment on column published.estimate.weeks is 'Weeks of blocks that it is from';
comment on column published.estimate.taps is 'Taps in the unit''s own blocks of those weeks';
comment on column published.estimate.share is 'The estimate, in per cent';
comment on column published.estimate.lower is 'Lower end of its 90 % interval, in per cent';
comment on column published.estimate.upper is 'Upper end of its 90 % interval, in per cent';
comment on column published.estimate.parent is 'Id of the unit that it is shrunk towards';
comment on column published.estimate.as_of is 'The organisation''s date that the weeks end before';

create function published.refuse_rewriting() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'what a leader set is added to, never rewritten' using errcode = 'insufficient_privilege';
end $$;
create trigger target_stays before update or delete on published.target for each row execute function published.refuse_rewriting();

grant select (ods, kind, code, grain, measure, profile, body), insert, update on published.trend to moralepulse_insight;
grant select (ods, kind, code, version, reckoned_for), insert, update on published.trend_state to moralepulse_insight;
grant select (ods, kind, code, measure, revision, value, why, set_as, set_by, set_on), insert on published.target to moralepulse_insight;
grant select (ods, kind, code, date, rebases, revision, why, set_as, set_by, set_on, withdrawn_by, withdrawn_on), insert on published.annotation to moralepulse_insight;
grant update (withdrawn_by, withdrawn_on) on published.annotation to moralepulse_insight;
grant select (ods, kind, code, measure, opened_for, meaning, rule, way, since, last_seen, opened_on, closed_on), insert on published.signal to moralepulse_insight;
grant update (last_seen, closed_on) on published.signal to moralepulse_insight;
grant select (ods, unit, measure, weeks, taps, share, lower, upper, parent, as_of), insert, update, delete on published.estimate to moralepulse_insight;
