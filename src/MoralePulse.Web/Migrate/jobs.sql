-- Hangfire's tables and the data-protection keys. No job's arguments name a person, a pass or a tap.
create table if not exists jobs.data_protection_key (
    name text primary key,
    xml  text not null
);
comment on schema jobs is 'Hangfire, data-protection keys';
comment on table jobs.data_protection_key is 'Keys that protect cookies and antiforgery tokens, shared by every node';
comment on column jobs.data_protection_key.name is 'The key''s name';
comment on column jobs.data_protection_key.xml is 'The key as ASP.NET Core writes it';

grant usage on schema jobs to moralepulse_jobs;
grant select, insert, update, delete on all tables in schema jobs to moralepulse_jobs;
grant usage, select, update on all sequences in schema jobs to moralepulse_jobs;
