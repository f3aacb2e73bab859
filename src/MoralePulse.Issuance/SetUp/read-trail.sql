-- An organisation's trail, newest first, by the number of its rows: a page begins where the one before it ended.
select number, at, person, act, about, before::text, after::text
  from issuance.audit
 where ods = @ods and (@act is null or act = @act) and (@person is null or person = @person or (about = @person and act in ('role', 'identity')))
   and (@before is null or number < @before)
 order by number desc limit @most;
