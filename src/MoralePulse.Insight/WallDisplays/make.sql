-- Keeps a new link's hash, unless there are too many open ones. True also when it is there already: the statement may run twice.
with made as (
    insert into published.wall_link (ods, token_hash, name, made_as, made_by, made_on)
    select @ods, @hash, @name, @role, @person, @today
     where (select count(*) from published.wall_link where ods = @ods and revoked_on is null and token_hash <> @hash) < @most
    on conflict (token_hash) do nothing returning token_hash)
select exists (select from made) or exists (select from published.wall_link where ods = @ods and token_hash = @hash)
