-- Sets or replaces a unit's webhook. What could not be posted to the old address is tried at the new one.
with again as (update issuance.outbox set given_up = null, attempts = 0 where ods = @ods and unit_id = @unit and given_up is not null)
insert into issuance.webhook (ods, unit_id, sealed, set_by, set_on) values (@ods, @unit, @sealed, @person, @today)
    on conflict (ods, unit_id) do update set sealed = excluded.sealed, set_by = excluded.set_by, set_on = excluded.set_on;
