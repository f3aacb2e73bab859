-- How long blocks are kept is each organisation's setting, by its own clock. The function looks at both itself, so whoever may call it can forget nothing that should stay.
create function published.purge(p_ods text) returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_first date;
    v_gone bigint;
begin
    select (date_trunc('month', coalesce(c.now, clock_timestamp()) at time zone o.time_zone) - make_interval(months => s.blocks_kept_months))::date into v_first
      from organisation.settings s join organisation.organisation o using (ods) left join organisation.clock c on c.ods = o.ods and o.simulated
     where s.ods = p_ods and s.blocks_kept_months >= 36;
    if v_first is null then return 0; end if;
    delete from published.block where ods = p_ods and release_date < v_first;
    get diagnostics v_gone = row_count;
    delete from published.roll_up where ods = p_ods and release_date < v_first;
    delete from published.reach where ods = p_ods and week < v_first;
    return v_gone;
end $$;
comment on function published.purge is 'Forgets an organisation''s blocks, roll-ups and reach of the months that it no longer keeps; never any of the last three years, which trends look back on';
revoke all on function published.purge from public;
grant execute on function published.purge to moralepulse_insight;
