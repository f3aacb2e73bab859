-- What is recorded now for each key: whether the person is living, and whether the key is hers for this message (true), for another (false), or not (null:
-- somebody else has the message). In a statement after the insert's, so that it sees what the insert waited for.
select exists (select from issuance.person p where p.ods = @ods and p.person = @person and not p.removed), wanted.key_id, c.blinded_hash = wanted.hash
  from unnest(@keys, @hashes) as wanted(key_id, hash)
  left join issuance.collected c on c.ods = @ods and c.person = @person and c.key_id = wanted.key_id;
