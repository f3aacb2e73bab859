-- What was spent, and what was collected, since a backup was made is not in it. So after a restore no key of before may count any more: every date gets a new one, and the
-- chain goes on.
alter table organisation.organisation add column restores integer not null default 0 check (restores >= 0);
comment on column organisation.organisation.restores is 'How often the database has been restored from a backup; keys made before the last time are retired';

alter table organisation.pass_key add column restores integer not null default 0 check (restores >= 0);
alter table organisation.pass_key drop constraint pass_key_ods_kind_service_date_key, add unique (ods, kind, service_date, restores);
comment on column organisation.pass_key.restores is 'The organisation''s count of restores when the key was made; a smaller one than now: retired';

grant select (restores) on organisation.organisation, organisation.pass_key to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
