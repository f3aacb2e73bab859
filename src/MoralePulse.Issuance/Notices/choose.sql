-- Makes a person's choice what she says; a unit that she chose before keeps its date.
with reader as (insert into issuance.notice_reader (ods, person, token) select @ods, @person, @token where cardinality(@units) > 0 on conflict (ods, person) do nothing),
     dropped as (delete from issuance.notice_choice where ods = @ods and person = @person and unit_id <> all (@units))
insert into issuance.notice_choice (ods, person, unit_id, chosen_on) select @ods, @person, unit_id, @today from unnest(@units) unit_id on conflict do nothing;
