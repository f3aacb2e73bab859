-- Webhooks that may be due a card on a date, with what the directory says of those who set them.
select w.unit_id, p.unit_id, array(select o.role from issuance.role o where o.ods = w.ods and o.person = w.set_by), w.set_on, w.told, w.told_news
  from issuance.webhook w join issuance.person p on p.ods = w.ods and p.person = w.set_by
 where w.ods = @ods and not p.removed and (w.told is null or w.told < @today);
