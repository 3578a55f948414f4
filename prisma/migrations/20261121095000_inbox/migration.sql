-- The inbox: every webhook that Shopify delivered, once each, as a signal that a record changed. Ids and times; a body only where nothing
-- else tells what it said: the named fields of carts and checkouts, and, sealed, that of a compliance request or of what was not understood.

create table inbox (
  shop_id        bigint not null,
  id             bigint generated always as identity,
  webhook_id     text not null,
  topic          text not null,
  event_id       text,
  api_version    text,
  kind           text,
  record_id      text,
  related_id     text,
  triggered_at   timestamptz,
  received_at    timestamptz not null default clock_timestamp(),
  handled_at     timestamptz,
  status         text not null check (status in ('waiting', 'applied', 'dead')),
  attempts       integer not null default 0,
  reason         text,
  deliveries     integer not null default 1,
  fields         jsonb,
  sealed         text,
  primary key (shop_id, id)
);
-- The same webhook bears the same id on every retry: the second is counted on the first one's row.
create unique index inbox_webhook_idx on inbox (shop_id, webhook_id);
-- What there is to do, record by record.
create index inbox_waiting_idx on inbox (shop_id, kind, record_id) where status = 'waiting';
create index inbox_dead_idx on inbox (shop_id, id) where status = 'dead';

select protect('inbox');

-- Takes in a batch of deliveries, of any number of shops, in one transaction: each shop is found by its domain, its rows are inserted under
-- its policy, and, where a delivery asks for it, the shop's job `task` is enqueued for the next full second, so that all processes
-- together make at most one a second. Shops and webhooks are taken in one order everywhere: two batches never wait for each other in a ring.
-- Answers one row per known shop; `due_in_ms` is the time until the job runs, null where none was asked for.
create function receive_webhooks(batch jsonb, task text, max_attempts integer)
returns table (shop_domain text, stored bigint, duplicates bigint, due_in_ms integer)
language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  target record;
  moment double precision;
  due bigint;
begin
  for target in
    select   shop.id, shop.domain, bool_or(coalesce(given.nudge, false)) as nudge
    from     jsonb_to_recordset(batch) as given (domain text, nudge boolean)
    join     shop on shop.domain = given.domain
    group by shop.id, shop.domain
    order by shop.id
  loop
    perform set_config('app.shop_id', target.id::text, true);

    with given as (
      select   webhook_id, topic, event_id, api_version, kind, record_id, related_id, triggered_at, status, reason, fields, sealed,
               count(*) over (partition by webhook_id) as deliveries,
               row_number() over (partition by webhook_id) as place
      from     jsonb_to_recordset(batch) as given (
                 domain text, webhook_id text, topic text, event_id text, api_version text, kind text, record_id text, related_id text,
                 triggered_at timestamptz, status text, reason text, fields jsonb, sealed text
               )
      where    domain = target.domain
    ),
    kept as (
      insert into inbox as present (
        shop_id, webhook_id, topic, event_id, api_version, kind, record_id, related_id, triggered_at, status, reason, deliveries, fields, sealed
      )
      select   target.id, webhook_id, topic, event_id, api_version, kind, record_id, related_id, triggered_at, status, reason, deliveries,
               fields, sealed
      from     given
      where    place = 1
      order by webhook_id
      on conflict (shop_id, webhook_id) do update set deliveries = present.deliveries + excluded.deliveries
      returning present.xmax = 0 as inserted
    )
    select target.domain, count(*) filter (where inserted), (select count(*) from given) - count(*) filter (where inserted)
    into   shop_domain, stored, duplicates
    from   kept;

    due_in_ms := null;
    if task is not null and target.nudge then
      moment := extract(epoch from clock_timestamp());
      due := floor(moment + 0.1) + 1; -- a job about to begin is no longer relied on
      perform enqueue(
        task => task,
        payload => json_build_object('shopId', target.id::text),
        job_key => format('%s:%s:%s', task, target.id, due),
        run_at => to_timestamp(due),
        max_attempts => max_attempts,
        job_key_mode => 'preserve_run_at'
      );
      due_in_ms := floor((due - moment) * 1000);
    end if;
    return next;
  end loop;
  perform set_config('app.shop_id', '', true);
end $$;

revoke execute on function receive_webhooks(jsonb, text, integer) from public;
grant execute on function receive_webhooks(jsonb, text, integer) to tillwise_app;
