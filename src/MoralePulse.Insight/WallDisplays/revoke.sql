-- Ends a link. The first who revokes it is kept; true also when it has ended already.
with ended as (
    update published.wall_link set revoked_by = @person, revoked_on = @today where ods = @ods and token_hash = @hash and revoked_on is null returning token_hash)
select exists (select from ended) or exists (select from published.wall_link where ods = @ods and token_hash = @hash and revoked_on is not null)
