-- Identities at several providers: the same subject at two of them may be two people, so the issuer is part of the key.
alter table issuance.identity add column issuer text not null default '';
comment on column issuance.identity.issuer is 'Which identity provider calls her so (its iss); empty where the directory names none: then only an organisation''s only provider can be meant';
alter table issuance.identity drop constraint identity_pkey, add primary key (ods, issuer, subject);
grant select (issuer) on issuance.identity to moralepulse_issuance;
