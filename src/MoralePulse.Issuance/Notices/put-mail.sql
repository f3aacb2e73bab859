-- One digest a day: whoever moves the date on puts the mail, in one statement; a second one finds it moved.
with turn as (
    update issuance.notice_reader r set told = @today, told_news = @news
     where r.ods = @ods and r.person = @person and r.told is not distinct from @told
       and exists (select from issuance.notice_choice c where c.ods = r.ods and c.person = r.person)
    returning 1)
insert into issuance.outbox (id, ods, person, date, content, basis, told_before, news_before)
select @id, @ods, @person, @today, @content, issuance.notice_basis(@ods, @person), @told, @told_news from turn on conflict do nothing;
