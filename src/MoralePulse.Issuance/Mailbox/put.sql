-- Puts a letter in, unless the organisation's mailbox is full or the name was used before. Putting the same in again changes nothing. The bound is there against
-- abuse, so it may be passed by as many as arrive at the same moment.
with put as (
    insert into issuance.letter (id, ods, sealed, forget_after)
    select @id, @ods, @sealed, @forget_after
     where (select count(*) from issuance.letter where ods = @ods and forget_after > @now) < @most
       and not exists (select from issuance.fetched_letter f where f.id = @id)
    on conflict (id) do nothing
    returning id)
select exists (select from put) or exists (select from issuance.letter where id = @id and sealed = @sealed),
       exists (select from issuance.letter where id = @id) or exists (select from issuance.fetched_letter where id = @id)
