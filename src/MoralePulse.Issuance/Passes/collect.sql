-- Records which keys sign which messages for a person, unless that was done before: by her, with this message or another, or with this message by
-- somebody else. In order of the keys, so that two requests of one person cannot deadlock.
insert into issuance.collected (ods, person, key_id, blinded_hash)
select @ods, @person, key_id, hash from unnest(@keys, @hashes) as wanted(key_id, hash)
 where exists (select from issuance.person p where p.ods = @ods and p.person = @person and not p.removed)
 order by key_id
on conflict do nothing;
