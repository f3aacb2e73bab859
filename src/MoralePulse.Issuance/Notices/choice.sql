-- What a living person chose.
select p.email, array(select c.unit_id from issuance.notice_choice c where c.ods = p.ods and c.person = p.person),
       (select b.given_up from issuance.outbox b where b.ods = p.ods and b.person = p.person and b.given_up is not null order by b.date desc limit 1)
  from issuance.person p where p.ods = @ods and p.person = @person and not p.removed;
