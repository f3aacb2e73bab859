-- The mailbox: a wallet on its way from one phone of a person to another, encrypted by a key that only the code on the old phone's screen holds. Who she is
-- stands nowhere: a letter's name is a hash over a secret of the two phones. Its only time says when the letter is forgotten, and goes with it.
create unlogged table issuance.letter (
    id           bytea primary key check (octet_length(id) = 32),
    ods          text not null references organisation.organisation,
    sealed       bytea not null check (octet_length(sealed) = 32796),
    forget_after timestamptz not null
);
alter table issuance.letter alter column sealed set storage external; -- what is encrypted can't be made smaller
comment on table issuance.letter is 'Encrypted wallets that wait for a new phone, ten minutes at most. Unlogged: they are in no write-ahead log, standby or backup';
comment on column issuance.letter.id is 'SHA-256 over the letter''s random name, which only the two phones know, the organisation and the staff number: only she can fetch it, and nobody can tell from it who she is';
comment on column issuance.letter.ods is 'Whose mailbox: each has a bound of its own';
comment on column issuance.letter.sealed is 'AES-256-GCM: nonce, text and tag. Always as long, however many passes there are';
comment on column issuance.letter.forget_after is 'Ten minutes after the minute in which it was put in; the row is gone soon after';

create table issuance.fetched_letter (
    id        bytea primary key check (octet_length(id) = 32),
    fate      text not null check (fate in ('fetched', 'arrived', 'called-off')),
    forget_on date not null
);
comment on table issuance.fetched_letter is 'What became of letters that were fetched, so that of two phones exactly one has the passes, whichever lost its connection';
comment on column issuance.fetched_letter.id is 'The letter''s';
comment on column issuance.fetched_letter.fate is 'fetched: handed to the new phone; arrived: the new phone has the passes, for good; called-off: the old phone has them again, for good';
comment on column issuance.fetched_letter.forget_on is 'Date on which it is deleted: every pass that was in the letter has closed by then';

grant select (id, ods, sealed, forget_after), insert, delete on issuance.letter to moralepulse_issuance;
grant select (id, fate, forget_on), insert, delete on issuance.fetched_letter to moralepulse_issuance;
grant update (fate) on issuance.fetched_letter to moralepulse_issuance;
