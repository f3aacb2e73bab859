-- A notice that was accepted goes, and with it what was given up before for the same person or unit: it can be delivered again.
with sent as (delete from issuance.outbox where id = @id returning ods, person, unit_id)
delete from issuance.outbox o using sent s where o.given_up is not null and o.ods = s.ods and (o.person = s.person or o.unit_id = s.unit_id);
