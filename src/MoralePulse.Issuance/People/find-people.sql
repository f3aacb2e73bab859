-- Living people by staff number, with their roles and sign-in identities.
select p.person, p.unit_id, p.staff_group, p.wallet_id, array(select r.role from issuance.role r where r.ods = p.ods and r.person = p.person),
       array(select o.issuer from issuance.identity o where o.ods = p.ods and o.person = p.person order by o.issuer, o.subject),
       array(select o.subject from issuance.identity o where o.ods = p.ods and o.person = p.person order by o.issuer, o.subject)
  from issuance.person p where p.ods = @ods and p.person = any(@names) and not p.removed;
