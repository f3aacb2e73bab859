-- Every key is retired: its passes may have been spent or collected since the backup. Its private half goes, and who collected it: the keys that follow are collected anew.
update organisation.organisation set restores = restores + 1;
delete from issuance.private_key;
delete from issuance.collected;
delete from issuance.import_draft;
delete from issuance.letter;
