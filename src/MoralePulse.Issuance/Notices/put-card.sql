-- One card a day and unit, as in put-mail.sql.
with turn as (update issuance.webhook set told = @today, told_news = @news where ods = @ods and unit_id = @unit and told is not distinct from @told returning 1)
insert into issuance.outbox (id, ods, unit_id, date, content) select @id, @ods, @unit, @today, @content from turn on conflict do nothing;
