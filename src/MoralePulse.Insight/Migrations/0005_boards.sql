-- Links of wall displays. Who opens one sees the organisation and its departments without signing in; the link itself is not here, only the hash of its secret.
create table published.wall_link (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    ods        text not null,
    name       text not null check (length(name) between 1 and 80),
    made_as    text not null check (made_as in ('executive', 'administrator')),
    made_by    text not null,
    made_on    date not null,
    revoked_by text,
    revoked_on date,
    check ((revoked_by is null) = (revoked_on is null))
);
create index wall_link_ods on published.wall_link (ods);
comment on table published.wall_link is 'Links that open a wall display without sign-in: what everybody on the staff sees of the organisation and its departments, nothing of teams';
comment on column published.wall_link.token_hash is 'SHA-256 of the link''s secret, which is told once and kept nowhere';
comment on column published.wall_link.ods is 'Whose figures it shows';
comment on column published.wall_link.name is 'Where the screen hangs, in the words of who made the link';
comment on column published.wall_link.made_as is 'The role that she made it in';
comment on column published.wall_link.made_by is 'Her staff number: what she did in her role';
comment on column published.wall_link.made_on is 'The organisation''s date of that';
comment on column published.wall_link.revoked_by is 'Staff number of who ended it; null while it opens';
comment on column published.wall_link.revoked_on is 'The organisation''s date of that';

create function published.refuse_reopening() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'a link that has ended stays so' using errcode = 'insufficient_privilege';
end $$;
create trigger ended_link_stays before update on published.wall_link for each row when (old.revoked_on is not null) execute function published.refuse_reopening();

grant select (token_hash, ods, name, made_as, made_by, made_on, revoked_by, revoked_on), insert on published.wall_link to moralepulse_insight;
grant update (revoked_by, revoked_on) on published.wall_link to moralepulse_insight;
