-- Living people by sign-in identity, with their roles and all their identities: exactly as the directory names it first, then, where that may be, without an issuer.
select p.person, p.unit_id, p.staff_group, p.wallet_id, array(select r.role from issuance.role r where r.ods = p.ods and r.person = p.person),
       array(select o.issuer from issuance.identity o where o.ods = p.ods and o.person = p.person order by o.issuer, o.subject),
       array(select o.subject from issuance.identity o where o.ods = p.ods and o.person = p.person order by o.issuer, o.subject)
  from issuance.identity i join issuance.person p on p.ods = i.ods and p.person = i.person
 where i.ods = @ods and i.subject = @name and i.issuer = any(@issuers) and not p.removed
 order by i.issuer desc;
