-- Who hung up a wall display or took it down is written to the trail, too.
alter table issuance.audit
    drop constraint audit_act_check,
    add constraint audit_act_check check (act in ('made', 'opened', 'import', 'role', 'identity', 'shift', 'parameters', 'level', 'kept', 'name', 'time-zone', 'contacts', 'logo', 'checked', 'wall'));
