-- Who works off jobs. A worker that is killed leaves its jobs locked: the next one tells by this table that it is dead. It belongs to the
-- owner's role alone, in a schema of its own: the app's role has no business here.
create schema if not exists worker;

-- One row per running worker pool, named as the queue's locks name it. While it lives it also holds the advisory lock of its number.
create table worker.liveness (
  id           integer generated always as identity primary key,
  pool_ids     text[] not null default '{}',
  started_at   timestamptz not null default clock_timestamp(),
  seen_at      timestamptz not null default clock_timestamp()
);

revoke all on worker.liveness from public;
