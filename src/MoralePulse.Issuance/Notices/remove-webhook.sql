-- Forgets a unit's webhook and what was still to be posted to it, but for a card that is on its way at this moment.
with unsent as (delete from issuance.outbox where id in (select id from issuance.outbox where ods = @ods and unit_id = @unit for update skip locked))
delete from issuance.webhook where ods = @ods and unit_id = @unit;
