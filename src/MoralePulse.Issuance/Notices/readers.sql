-- Who may be due a digest on a date: living people with an address who chose units and have had none on it.
select r.person, p.unit_id, array(select o.role from issuance.role o where o.ods = r.ods and o.person = r.person), r.token, r.told, r.told_news,
       array_agg(c.unit_id order by c.unit_id), array_agg(c.chosen_on order by c.unit_id)
  from issuance.notice_reader r join issuance.person p using (ods, person) join issuance.notice_choice c using (ods, person)
 where r.ods = @ods and not p.removed and p.email is not null and (r.told is null or r.told < @today)
 group by r.ods, r.person, p.unit_id, r.token, r.told, r.told_news;
