delete from issuance.letter where forget_after <= @now;
delete from issuance.fetched_letter where forget_on < @today;
