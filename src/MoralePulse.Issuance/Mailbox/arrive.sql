-- The new phone has the passes, unless the old one has taken them back. Saying so again changes nothing.
update issuance.fetched_letter set fate = 'arrived' where id = @id and fate in ('fetched', 'arrived') returning id
