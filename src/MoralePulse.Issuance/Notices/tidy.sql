-- What is not sent any more: of people who have gone, of webhooks that were removed, what nobody could be given for a week, and what was given up four weeks ago. And what was made for a
-- person with other rights or choices than hers are now: she counts as not told of it, so that the next round makes it anew as she may have it.
with gone as (
    delete from issuance.outbox o
     where o.ods = @ods
       and (o.given_up is not null and o.date < @today - 28 or o.given_up is null and o.date < @today - 7
            or exists (select from issuance.person p where p.ods = o.ods and p.person = o.person and p.removed)
            or o.unit_id is not null and not exists (select from issuance.webhook w where w.ods = o.ods and w.unit_id = o.unit_id))),
     outdated as (
    delete from issuance.outbox o
     where o.ods = @ods and o.given_up is null and o.date >= @today - 7
       and o.basis <> issuance.notice_basis(o.ods, coalesce(o.person, (select w.set_by from issuance.webhook w where w.ods = o.ods and w.unit_id = o.unit_id)))
    returning o.person, o.unit_id, o.date, o.told_before, o.news_before),
     reader as (
    update issuance.notice_reader r set told = first.told_before, told_news = first.news_before
      from (select distinct on (person) person, told_before, news_before from outdated where person is not null order by person, date) first
     where r.ods = @ods and r.person = first.person)
update issuance.webhook w set told = first.told_before, told_news = first.news_before
  from (select distinct on (unit_id) unit_id, told_before, news_before from outdated where unit_id is not null order by unit_id, date) first
 where w.ods = @ods and w.unit_id = first.unit_id;
