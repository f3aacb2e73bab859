-- Living people of a whole staff number, e-mail address or sign-in identity. No part of one is looked for: this finds a person, it lists nobody.
select p.person, p.unit_id, p.staff_group, p.email,
       array(select r.role from issuance.role r where r.ods = p.ods and r.person = p.person),
       array(select i.issuer from issuance.identity i where i.ods = p.ods and i.person = p.person order by i.issuer, i.subject),
       array(select i.subject from issuance.identity i where i.ods = p.ods and i.person = p.person order by i.issuer, i.subject),
       array(select i.by_hand from issuance.identity i where i.ods = p.ods and i.person = p.person order by i.issuer, i.subject)
  from issuance.person p
 where p.ods = @ods and not p.removed
   and (p.person = @text or lower(p.email) = lower(@text) or p.person in (select i.person from issuance.identity i where i.ods = @ods and i.subject = @text))
 order by p.person limit @most;
