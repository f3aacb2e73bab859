-- One card a day and unit, as in put-mail.sql.
with turn as (update issuance.webhook set told = @today, told_news = @news where ods = @ods and unit_id = @unit and told is not distinct from @told returning set_by)
insert into issuance.outbox (id, ods, unit_id, date, content, basis, told_before, news_before)
select @id, @ods, @unit, @today, @content, issuance.notice_basis(@ods, set_by), @told, @told_news from turn on conflict do nothing;
