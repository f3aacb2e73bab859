-- Notices: who wants to be told of changes in which units, and what is still to be sent. What is told is published already, is about units and never about a
-- person; nothing here moves when somebody taps or collects a pass. Dates only: a digest is made by the clock, once a day.
alter table issuance.person add column email text check (email <> '');
comment on column issuance.person.email is 'Where notices are sent that she asks for; null where the directory names none, and once she is removed';

create table issuance.notice_reader (
    ods       text not null,
    person    text not null,
    token     bytea not null unique check (octet_length(token) = 32),
    told      date,
    told_news text[] not null default '{}',
    primary key (ods, person),
    foreign key (ods, person) references issuance.person (ods, person)
);
comment on table issuance.notice_reader is 'People who have ever asked for notices';
comment on column issuance.notice_reader.ods is 'Whose directory';
comment on column issuance.notice_reader.person is 'Staff number';
comment on column issuance.notice_reader.token is 'Random; whoever has it, from an e-mail, may stop her notices and do nothing else';
comment on column issuance.notice_reader.told is 'The organisation''s date of her last digest; null before the first. One digest a day at most';
comment on column issuance.notice_reader.told_news is 'What that digest told of its own date, so that news which comes later on that date is told once, in the next';

create table issuance.notice_choice (
    ods       text not null,
    person    text not null,
    unit_id   text not null,
    chosen_on date not null,
    primary key (ods, person, unit_id),
    foreign key (ods, person) references issuance.notice_reader (ods, person),
    foreign key (ods, unit_id) references organisation.unit (ods, id)
);
comment on table issuance.notice_choice is 'Units that a person asked to be told about; whether she may see them is looked up again for each digest';
comment on column issuance.notice_choice.ods is 'Whose directory';
comment on column issuance.notice_choice.person is 'Staff number';
comment on column issuance.notice_choice.unit_id is 'The unit';
comment on column issuance.notice_choice.chosen_on is 'The organisation''s date from which on news is told';

create table issuance.webhook (
    ods       text not null,
    unit_id   text not null,
    sealed    bytea not null,
    set_by    text not null,
    set_on    date not null,
    told      date,
    told_news text[] not null default '{}',
    primary key (ods, unit_id),
    foreign key (ods, unit_id) references organisation.unit (ods, id),
    foreign key (ods, set_by) references issuance.person (ods, person)
);
comment on table issuance.webhook is 'Where a unit''s news is posted as a card, such as a Teams channel';
comment on column issuance.webhook.ods is 'Whose unit';
comment on column issuance.webhook.unit_id is 'The unit';
comment on column issuance.webhook.sealed is 'The address, which is a secret, under a key that is not in the database: AES-256-GCM: nonce, tag and text';
comment on column issuance.webhook.set_by is 'Staff number of the manager or executive who set it: nothing is posted once she is neither';
comment on column issuance.webhook.set_on is 'The organisation''s date of that; news is posted from then on';
comment on column issuance.webhook.told is 'The organisation''s date of the last card; null before the first. One card a day at most';
comment on column issuance.webhook.told_news is 'What that card told of its own date';

-- What a notice's right to be sent rests on. Where it is another one by the time of sending, the notice is made anew or not at all.
create function issuance.notice_basis(p_ods text, p_person text) returns text language sql stable set search_path = pg_catalog, pg_temp as $$
    select concat_ws('|', p.unit_id,
                     (select string_agg(r.role, ',' order by r.role) from issuance.role r where r.ods = p_ods and r.person = p_person),
                     (select string_agg(c.unit_id, ',' order by c.unit_id) from issuance.notice_choice c where c.ods = p_ods and c.person = p_person))
      from issuance.person p where p.ods = p_ods and p.person = p_person and not p.removed
$$;
comment on function issuance.notice_basis is 'A living person''s unit, roles and chosen units, to be compared; null where the directory has her no more';
revoke all on function issuance.notice_basis from public;
grant execute on function issuance.notice_basis to moralepulse_issuance;

create table issuance.outbox (
    id       text primary key check (id <> ''),
    ods      text not null references organisation.organisation,
    person   text,
    unit_id  text,
    date     date not null,
    content  json not null,
    basis    text not null,
    told_before date,
    news_before text[] not null,
    attempts integer not null default 0,
    given_up text,
    unique (ods, person, date),
    unique (ods, unit_id, date),
    check ((person is null) <> (unit_id is null)),
    foreign key (ods, person) references issuance.notice_reader (ods, person),
    foreign key (ods, unit_id) references organisation.unit (ods, id)
);
comment on table issuance.outbox is 'Notices that no server has accepted yet. A row is locked while it is being sent and deleted once it is accepted, so none is lost and at worst one is sent twice under the same id';
comment on column issuance.outbox.id is 'Random, fixed when it is made: the Message-ID of an e-mail, the Idempotency-Key of a card';
comment on column issuance.outbox.ods is 'Whose notice';
comment on column issuance.outbox.person is 'Staff number, of an e-mail; null for a card. Her address is looked up when it is sent';
comment on column issuance.outbox.unit_id is 'The unit, of a card; null for an e-mail. The webhook''s address is looked up when it is posted';
comment on column issuance.outbox.date is 'The organisation''s date that it was made for';
comment on column issuance.outbox.content is 'What is sent: published figures of units';
comment on column issuance.outbox.basis is 'Unit, roles and choices of the reader, or of whoever set the webhook, when it was made: with others it is not sent, and made anew';
comment on column issuance.outbox.told_before is 'How far she had been told before it, so that it can be made anew';
comment on column issuance.outbox.news_before is 'What the notice of that date had told of it';
comment on column issuance.outbox.attempts is 'How many times it was tried in vain; the least tried goes first';
comment on column issuance.outbox.given_up is 'Why it will not be tried again, without an address; null while it will';

grant select (email) on issuance.person to moralepulse_issuance;
grant select (ods, person, token, told, told_news), insert, update on issuance.notice_reader to moralepulse_issuance;
grant select (ods, person, unit_id, chosen_on), insert, delete on issuance.notice_choice to moralepulse_issuance;
grant select (ods, unit_id, sealed, set_by, set_on, told, told_news), insert, update, delete on issuance.webhook to moralepulse_issuance;
grant select (ods, id, person, unit_id, date, content, basis, told_before, news_before, attempts, given_up), insert, delete on issuance.outbox to moralepulse_issuance;
grant update (attempts, given_up) on issuance.outbox to moralepulse_issuance;
