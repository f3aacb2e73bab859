-- Hangfire's tables and the data-protection keys. No job's arguments name a person, a pass or a tap.
create table if not exists jobs.data_protection_key (
    name text primary key,
    xml  text not null
);
comment on schema jobs is 'Hangfire, data-protection keys';
comment on table jobs.data_protection_key is 'Keys that protect cookies and antiforgery tokens, shared by every node';
comment on column jobs.data_protection_key.name is 'The key''s name';
comment on column jobs.data_protection_key.xml is 'The key as ASP.NET Core writes it';

-- Sign-ins that have not ended, so that one ends everywhere at once: on sign-out, and when a provider says so. No name and no time: digests under a key that is not
-- in the database, and a Sunday. Nothing is written here when a page is opened or a tap is sent.
create table if not exists jobs.session (
    key         bytea primary key check (octet_length(key) = 32),
    session_key bytea check (octet_length(session_key) = 32),
    subject_key bytea check (octet_length(subject_key) = 32),
    forget_on   date not null check (extract(isodow from forget_on) = 7)
);
create index if not exists session_of_provider on jobs.session (session_key) where session_key is not null;
create index if not exists session_of_subject on jobs.session (subject_key) where subject_key is not null;
comment on table jobs.session is 'Sign-ins that have not ended; a row is added on sign-in, deleted on sign-out, and never changed';
comment on column jobs.session.key is 'Keyed digest of the random id in the cookie';
comment on column jobs.session.session_key is 'Keyed digest of the provider''s issuer and its id of the session (sid); null where it gave none';
comment on column jobs.session.subject_key is 'Keyed digest of issuer and subject; null for the demonstration sign-in';
comment on column jobs.session.forget_on is 'The Sunday after the last date on which it could be in use';
create table if not exists jobs.logout_token (
    key       bytea primary key check (octet_length(key) = 32),
    forget_on date not null
);
comment on table jobs.logout_token is 'Providers'' messages that somebody has signed out there, each taken once';
comment on column jobs.logout_token.key is 'Keyed digest of issuer and the message''s id (jti)';
comment on column jobs.logout_token.forget_on is 'Two days after it came; it is out of date after minutes';

-- Who drives a simulated organisation's clock: session locks under fixed names, since the server's own functions are closed (closed.sql).
create or replace function jobs.take(p_word text, p_ods text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_lock(hashtextextended('moralepulse/simulation/' || p_word || '/' || p_ods, 0));
end $$;
create or replace function jobs.take_free(p_word text, p_ods text) returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_try_advisory_lock(hashtextextended('moralepulse/simulation/' || p_word || '/' || p_ods, 0))
$$;
create or replace function jobs.let_go(p_word text, p_ods text) returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_unlock(hashtextextended('moralepulse/simulation/' || p_word || '/' || p_ods, 0))
$$;
comment on function jobs.take is 'Waits for a simulated organisation''s lock and keeps it for the session';
comment on function jobs.take_free is 'Takes a simulated organisation''s lock where it is free; whether it was';
comment on function jobs.let_go is 'Gives a simulated organisation''s lock back';

-- For the event trigger of closed.sql. Partitions are made and dropped by functions that run as their owner.
create or replace function jobs.refuse_definition() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if current_user in ('moralepulse_issuance', 'moralepulse_ballot', 'moralepulse_insight', 'moralepulse_jobs') then
        raise exception 'the roles of the running service define nothing' using errcode = 'insufficient_privilege';
    end if;
end $$;
comment on function jobs.refuse_definition is 'Refuses every definition (CREATE, ALTER, COMMENT and so on) to the roles of the running service';
revoke all on function jobs.refuse_definition from public;
revoke all on function jobs.take, jobs.take_free, jobs.let_go from public;

grant usage on schema jobs to moralepulse_jobs;
grant execute on function jobs.take, jobs.take_free, jobs.let_go to moralepulse_jobs;
revoke select on all tables in schema jobs from moralepulse_jobs;
grant insert, update, delete on all tables in schema jobs to moralepulse_jobs;
-- Columns by name, as for every role: xmin of one's own rows counts the transactions of everybody, taps included.
do $$
declare
    t record;
begin
    for t in select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ') as columns
               from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p', 'v') group by c.oid
    loop
        execute format('grant select (%s) on %s to moralepulse_jobs', t.columns, t.name);
    end loop;
end $$;
grant usage, select, update on all sequences in schema jobs to moralepulse_jobs;
