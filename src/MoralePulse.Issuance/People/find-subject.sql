-- A living person by sign-in identity, with her roles.
select p.person, p.unit_id, p.staff_group, p.wallet_id, array(select r.role from issuance.role r where r.ods = p.ods and r.person = p.person)
  from issuance.identity i join issuance.person p on p.ods = i.ods and p.person = i.person
 where i.ods = @ods and i.subject = @name and not p.removed;
