-- Which of the keys sign no more, by the database as it is now: a process may have read them before a restore retired them, or of another database that this one has replaced.
-- A simulated organisation's taps may come with passes of no key.
select u.key_id
  from unnest(@odses, @key_ids) as u(ods, key_id) join organisation.organisation o on o.ods = u.ods left join organisation.pass_key k on k.ods = u.ods and k.key_id = u.key_id
 where coalesce(k.restores < o.restores, not o.simulated)
