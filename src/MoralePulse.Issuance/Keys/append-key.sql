-- One more key at the end of an organisation's chain, with its sealed private half, or neither. The chain's primary key refuses a second key at a position.
with key as (
    insert into organisation.pass_key (ods, position, key_id, kind, service_date, spki, head, restores)
    select @ods, @position, @key_id, @kind, @service_date, @spki, @head, restores from organisation.organisation where ods = @ods
    returning key_id, ods
)
insert into issuance.private_key (key_id, ods, destroyed_on, sealed) select key_id, ods, @destroyed_on, @sealed from key;
