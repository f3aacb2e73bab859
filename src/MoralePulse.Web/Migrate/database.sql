-- Who may come into this database: its owner and the four roles. And nobody may make temporary tables, since a row of one's own tells the number of the
-- transaction that wrote it. A copy of a database has none of its privileges, so this is run again on each.
do $$
begin
    for tries in 1..20 loop
        begin
            execute format('grant connect on database %I to moralepulse_issuance, moralepulse_ballot, moralepulse_insight, moralepulse_jobs', current_database());
            execute format('revoke connect, temporary on database %I from public', current_database());
            exit;
        exception
            when insufficient_privilege then
                exit; -- closed.sql looks at what is open in the end
            when internal_error then
                -- The migration of another database of this server closes this one at the same moment (closed.sql): of two PostgreSQL refuses one.
                if sqlerrm <> 'tuple concurrently updated' or tries = 20 then
                    raise;
                end if;
        end;
    end loop;
end $$;
