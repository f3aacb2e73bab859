-- Every webhook of an organisation, without its address.
select w.unit_id, w.set_on, p.removed, p.unit_id, array(select o.role from issuance.role o where o.ods = w.ods and o.person = w.set_by),
       (select b.given_up from issuance.outbox b where b.ods = w.ods and b.unit_id = w.unit_id and b.given_up is not null order by b.date desc limit 1)
  from issuance.webhook w join issuance.person p on p.ods = w.ods and p.person = w.set_by
 where w.ods = @ods;
