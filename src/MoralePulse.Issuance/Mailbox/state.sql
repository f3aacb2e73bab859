select coalesce((select fate from issuance.fetched_letter where id = @id), (select 'waiting' from issuance.letter where id = @id and forget_after > @now), 'over')
