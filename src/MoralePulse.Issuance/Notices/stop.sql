-- Stops the notices of whoever has the token, and what is still to be sent to her, but for a mail that is on its way at this moment.
with reader as (select ods, person from issuance.notice_reader where token = @token),
     dropped as (delete from issuance.notice_choice c using reader r where c.ods = r.ods and c.person = r.person),
     unsent as (delete from issuance.outbox where id in (select o.id from issuance.outbox o join reader r using (ods, person) for update of o skip locked))
select exists (select from reader);
