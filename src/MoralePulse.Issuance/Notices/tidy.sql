-- Nothing is kept for people who have gone, for webhooks that were removed, or of what was given up four weeks ago.
delete from issuance.outbox o
 where o.ods = @ods
   and (o.given_up is not null and o.date < @today - 28
        or exists (select from issuance.person p where p.ods = o.ods and p.person = o.person and p.removed)
        or o.unit_id is not null and not exists (select from issuance.webhook w where w.ods = o.ods and w.unit_id = o.unit_id));
