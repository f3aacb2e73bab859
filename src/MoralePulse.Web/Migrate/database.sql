-- Who may come into this database: its owner and the four roles. And nobody may make temporary tables, since a row of one's own tells the number of the
-- transaction that wrote it. A copy of a database has none of its privileges, so this is run again on each.
do $$
begin
    execute format('grant connect on database %I to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs', current_database());
    execute format('revoke connect, temporary on database %I from public', current_database());
exception when insufficient_privilege then
    null; -- closed.sql looks at what is open in the end
end $$;
