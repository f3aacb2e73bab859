-- Living people by staff number, with their roles.
select p.person, p.unit_id, p.staff_group, p.wallet_id, array(select r.role from issuance.role r where r.ods = p.ods and r.person = p.person)
  from issuance.person p where p.ods = @ods and p.person = any(@names) and not p.removed;
