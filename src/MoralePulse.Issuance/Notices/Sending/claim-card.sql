-- The next card to post, locked as in claim-mail.sql.
select o.id, o.content, o.ods, o.unit_id, w.sealed
  from issuance.outbox o join issuance.webhook w using (ods, unit_id) join organisation.organisation g using (ods)
 where o.given_up is null and o.basis = issuance.notice_basis(o.ods, w.set_by) and (@simulated or not g.simulated) and o.id <> all (@tried)
 order by o.attempts, o.id limit 1 for update of o skip locked;
