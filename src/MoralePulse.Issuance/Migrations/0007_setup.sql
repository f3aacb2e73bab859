-- What an administrator sets up by hand, and the trail of who did. Nothing here moves when somebody taps or collects a pass.
alter table organisation.organisation
    add column opens_by_hand boolean not null default false,
    add column contact text check (contact <> '');
comment on column organisation.organisation.opens_by_hand is 'Whether an administrator opens it; otherwise the first import with enough people does';
comment on column organisation.organisation.contact is 'Whom staff ask about their sign-in or the directory: an e-mail address or a telephone number; null where none is set';

alter table organisation.settings add column blocks_kept_months integer check (blocks_kept_months between 36 and 1200);
comment on column organisation.settings.blocks_kept_months is 'Whole months that blocks are kept before the current one; null: for ever. Never fewer than trends look back';

alter table organisation.shift add column retired_on date;
comment on column organisation.shift.retired_on is 'Local date on which it left the list; its code is accepted until the last pass that could name it closes. Null while it is used';

create table organisation.support_contact (
    ods      text not null references organisation.organisation,
    position integer not null check (position between 1 and 6),
    name     text not null check (name <> ''),
    address  text check (address <> ''),
    primary key (ods, position)
);
comment on table organisation.support_contact is 'Who helps staff after a hard day: shown to everybody after each tap, whatever it was';
comment on column organisation.support_contact.ods is 'Whose contact';
comment on column organisation.support_contact.position is 'Order in the list';
comment on column organisation.support_contact.name is 'What it is, in the organisation''s words';
comment on column organisation.support_contact.address is 'Telephone number, e-mail address or https address; null where the words are enough';

create table organisation.logo (
    ods     text primary key references organisation.organisation,
    type    text not null check (type in ('image/png', 'image/jpeg')),
    content bytea not null check (octet_length(content) between 1 and 204800),
    hash    text not null check (hash ~ '^[0-9a-f]{64}$')
);
comment on table organisation.logo is 'A picture beside the organisation''s name; readable by all, as the page is';
comment on column organisation.logo.ods is 'Whose logo';
comment on column organisation.logo.type is 'PNG or JPEG: pictures that can run nothing';
comment on column organisation.logo.content is 'The file';
comment on column organisation.logo.hash is 'SHA-256 of the file, in its address, so that browsers may keep it';

-- Settings stay their organisation's: those of an unopened one, moved to an opened one and back, could be lowered between.
create or replace function organisation.guard_settings() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.ods <> old.ods then
        raise exception 'settings stay their organisation''s' using errcode = 'check_violation';
    end if;
    if (select opened from organisation.organisation where ods = old.ods)
       and (new.minimum_taps < old.minimum_taps or new.proven_people < old.proven_people or new.dissent < old.dissent) then
        raise exception 'release parameters can''t be lowered once the organisation has opened' using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- The time zone says which date a tap is of, so it stands once taps may come.
create function organisation.guard_time_zone() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.opened and new.time_zone <> old.time_zone then
        raise exception 'the time zone stands once the organisation has opened' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger organisation_time_zone before update on organisation.organisation for each row execute function organisation.guard_time_zone();

alter table issuance.identity add column by_hand boolean not null default false;
comment on column issuance.identity.by_hand is 'Whether an administrator added it: imports leave it, and a person''s leaving ends it';

create table issuance.import_memory (
    ods           text primary key references organisation.organisation,
    roles_by_file boolean not null,
    columns       json
);
comment on table issuance.import_memory is 'What the last import teaches the next';
comment on column issuance.import_memory.ods is 'Whose imports';
comment on column issuance.import_memory.roles_by_file is 'Whether its file had a column of roles: then the file decides about them, otherwise administrators do';
comment on column issuance.import_memory.columns is 'Which column of an export meant what; null before the first export';

create table issuance.import_draft (
    ods     text not null,
    person  text not null,
    sealed  bytea not null,
    expires timestamptz not null check (extract(second from expires) = 0),
    primary key (ods, person),
    foreign key (ods, person) references issuance.person (ods, person)
);
comment on table issuance.import_draft is 'Files between upload and import, one upload of an administrator at a time; deleted when it is imported or given up, and after an hour';
comment on column issuance.import_draft.ods is 'Whose file';
comment on column issuance.import_draft.person is 'Staff number of the administrator who sent it';
comment on column issuance.import_draft.sealed is 'The files under a key that is not in the database: AES-256-GCM: nonce, tag and text';
comment on column issuance.import_draft.expires is 'When it is deleted at the latest, to the minute: an hour after an administrator''s own act';

create table issuance.audit (
    ods    text not null references organisation.organisation,
    number bigint not null check (number > 0),
    at     timestamptz not null check (extract(second from at) = 0),
    person text,
    act    text not null check (act in ('made', 'opened', 'import', 'role', 'identity', 'shift', 'parameters', 'level', 'kept', 'name', 'time-zone', 'contacts', 'logo', 'checked')),
    about  text,
    before json,
    after  json,
    primary key (ods, number)
);
comment on table issuance.audit is 'What administrators and imports changed. Append-only; an import is told in numbers, never as a list of people';
comment on column issuance.audit.ods is 'Whose trail';
comment on column issuance.audit.number is 'Order, from 1 without gaps: a missing number tells that somebody took a row away';
comment on column issuance.audit.at is 'The organisation''s time to the minute: of what somebody did in her role, never of anything that staff do';
comment on column issuance.audit.person is 'Staff number of the administrator; null for the operator''s command or the first run';
comment on column issuance.audit.act is 'What was done';
comment on column issuance.audit.about is 'Staff number whose role or sign-in identity changed, or a shift''s code';
comment on column issuance.audit.before is 'Values before, by name; null where there were none';
comment on column issuance.audit.after is 'Values after, by name; null where there are none';

create function issuance.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'issuance.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete or truncate on issuance.audit for each statement execute function issuance.refuse_change();

grant select (opens_by_hand, contact) on organisation.organisation to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (blocks_kept_months) on organisation.settings to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (retired_on) on organisation.shift to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, position, name, address) on organisation.support_contact to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant select (ods, type, content, hash) on organisation.logo to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs;
grant insert, update, delete on organisation.support_contact, organisation.logo to moralepulse_issuance;
-- A shift is retired, never deleted: blocks and trends go on naming it.
revoke delete on organisation.shift from moralepulse_issuance;
grant select (by_hand) on issuance.identity to moralepulse_issuance;
grant select (ods, roles_by_file, columns), insert, update on issuance.import_memory to moralepulse_issuance;
grant select (ods, person, sealed, expires), insert, update, delete on issuance.import_draft to moralepulse_issuance;
grant select (ods, number, at, person, act, about, before, after), insert on issuance.audit to moralepulse_issuance;
