-- The next mail to send that she may still have, locked until this transaction ends: another process skips it, and has it again when this one dies.
select o.id, o.content, p.email
  from issuance.outbox o join issuance.person p using (ods, person) join organisation.organisation g using (ods)
 where o.given_up is null and o.basis = issuance.notice_basis(o.ods, o.person) and not p.removed and p.email is not null and (@simulated or not g.simulated) and o.id <> all (@tried)
 order by o.attempts, o.id limit 1 for update of o skip locked;
