-- People, their roles, and which passes they have collected. Never a mood, never a unit that somebody tapped for, never a time.
create schema if not exists issuance; -- EF Core makes it first, for its history of migrations
comment on schema issuance is 'People and the passes they collected; never moods';

create table issuance.person (
    ods         text not null references organisation.organisation,
    person      text not null check (person <> ''),
    unit_id     text not null,
    staff_group text,
    wallet_id   bytea not null check (octet_length(wallet_id) = 16),
    removed     boolean not null default false,
    primary key (ods, person),
    foreign key (ods, unit_id) references organisation.unit (ods, id),
    foreign key (ods, staff_group) references organisation.staff_group (ods, code)
);
comment on table issuance.person is 'One entry of the directory';
comment on column issuance.person.ods is 'Whose directory';
comment on column issuance.person.person is 'Staff number';
comment on column issuance.person.unit_id is 'The unit she belongs to; a manager''s is the one she manages';
comment on column issuance.person.staff_group is 'Her ESR staff group; null where the directory names none';
comment on column issuance.person.wallet_id is 'Random name under which her devices keep her passes, so that another person on the same browser opens another wallet';
comment on column issuance.person.removed is 'Whether the last import left her out: passes stay collected, so that coming back gives no second ones';

create table issuance.identity (
    ods     text not null,
    subject text not null check (subject <> ''),
    person  text not null,
    primary key (ods, subject),
    foreign key (ods, person) references issuance.person (ods, person)
);
comment on table issuance.identity is 'Sign-in identities; each belongs to exactly one person';
comment on column issuance.identity.ods is 'Whose directory';
comment on column issuance.identity.subject is 'What the identity provider calls her';
comment on column issuance.identity.person is 'Staff number';

create table issuance.role (
    ods    text not null,
    person text not null,
    role   text not null check (role in ('manager', 'executive', 'administrator', 'morale-innovator', 'staff-representative', 'commissioner')),
    primary key (ods, person, role),
    foreign key (ods, person) references issuance.person (ods, person)
);
comment on table issuance.role is 'What a person may do beside being staff';
comment on column issuance.role.ods is 'Whose directory';
comment on column issuance.role.person is 'Staff number';
comment on column issuance.role.role is 'The role';

create table issuance.collected (
    ods          text not null,
    person       text not null,
    key_id       bytea not null references organisation.pass_key (key_id),
    blinded_hash bytea not null check (octet_length(blinded_hash) = 32),
    primary key (ods, person, key_id),
    unique (key_id, blinded_hash),
    foreign key (ods, person) references issuance.person (ods, person)
);
comment on table issuance.collected is 'Which passes a person has collected: a week at a time and ahead of need, so it does not tell when anybody taps, or whether';
comment on column issuance.collected.ods is 'Whose directory';
comment on column issuance.collected.person is 'Staff number';
comment on column issuance.collected.key_id is 'The key that signed';
comment on column issuance.collected.blinded_hash is 'SHA-256 of the blinded message: recognises a retry; blinding hides the pass itself perfectly (RFC 9474)';

create table issuance.private_key (
    key_id       bytea primary key references organisation.pass_key (key_id),
    ods          text not null references organisation.organisation,
    destroyed_on date not null,
    sealed       bytea not null
);
comment on table issuance.private_key is 'Signing keys, sealed under a key that is not in the database; deleted at 12:00 local on the day after their date or week';
comment on column issuance.private_key.key_id is 'Which key';
comment on column issuance.private_key.ods is 'Whose key';
comment on column issuance.private_key.destroyed_on is 'Local date on which it is destroyed, a function of the key alone';
comment on column issuance.private_key.sealed is 'AES-256-GCM: nonce, tag and PKCS#8';

grant usage on schema issuance to moralepulse_issuance;
grant select (ods, person, unit_id, staff_group, wallet_id, removed), insert, update on issuance.person to moralepulse_issuance;
grant select (ods, subject, person), insert, update, delete on issuance.identity to moralepulse_issuance;
grant select (ods, person, role), insert, delete on issuance.role to moralepulse_issuance;
grant select (ods, person, key_id, blinded_hash), insert, delete on issuance.collected to moralepulse_issuance;
grant select (key_id, ods, destroyed_on, sealed), insert, delete on issuance.private_key to moralepulse_issuance;
