-- Hands a letter out and deletes it, in one step: it is fetched once.
with letter as (delete from issuance.letter where id = @id and forget_after > @now returning id, sealed),
     fetched as (insert into issuance.fetched_letter (id, fate, forget_on) select id, 'fetched', @forget_on from letter)
select sealed from letter
