-- What the drill writes down beside the service's own tables, in the same transactions, so that afterwards it can say what no table keeps: when a pass was spent twice, what a
-- pool was like when it became a block, and in which order ticks and closes came. In a drill's own database only: no such notes may be kept of real people.
create schema drill;
create table drill.spent (key_id bytea, hash bytea);
create table drill.block (
  release_date date, ods text, kind text, code text, released_at timestamptz, green integer, amber integer, red integer, path text[],
  people integer, pool_green integer, pool_amber integer, pool_red integer, target integer, held integer);
create table drill.tick (n bigserial, ods text, last timestamptz, last_close date);

create function drill.note_spent() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into drill.spent values (new.key_id, new.hash);
  return null;
end $$;
create trigger drill_spent after insert on ballot.spent for each row execute function drill.note_spent();

create function drill.note_block() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into drill.block
  select new.release_date, new.ods, new.kind, new.code, new.released_at, new.green, new.amber, new.red, new.path,
         greatest((select max(taps) from ballot.pool_date d where (d.ods, d.kind, d.code) = (p.ods, p.kind, p.code)),
                  (select max(passes) from ballot.pool_week w where (w.ods, w.kind, w.code) = (p.ods, p.kind, p.code)), 0),
         p.green, p.amber, p.red, p.target, p.held
    from ballot.pool p where (p.ods, p.kind, p.code) = (new.ods, new.kind, new.code);
  return null;
end $$;
create trigger drill_block after insert on published.block for each row execute function drill.note_block();

create function drill.note_tick() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into drill.tick (ods, last, last_close) values (new.ods, new.last, new.last_close);
  return null;
end $$;
create trigger drill_tick after update on ballot.tick for each row execute function drill.note_tick();
