-- The old phone takes its passes back, unless they have arrived. Two statements, so that the second sees a fetch that the first has waited for.
delete from issuance.letter where id = @id;
update issuance.fetched_letter set fate = 'called-off' where id = @id and fate = 'fetched';
