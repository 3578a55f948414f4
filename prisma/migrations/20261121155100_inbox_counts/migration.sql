-- When the record was changed, as the body says it: what is stored of the record in this state or a newer one needs no fetch.
alter table inbox add column changed_at timestamptz;

-- The waiting in the order of arrival, for the age of the oldest.
create index inbox_oldest_idx on inbox (shop_id, received_at) where status = 'waiting';

-- How many webhooks came, by batches of the last minutes and by hours before: to count the inbox itself takes a second where it has a million rows.
create table inbox_count (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  counted_at   timestamptz not null,
  received     bigint not null,
  duplicates   bigint not null,
  primary key (shop_id, id)
);
select protect('inbox_count');

insert into inbox_count (shop_id, counted_at, received, duplicates)
select   shop_id, date_trunc('hour', received_at), count(*), sum(deliveries - 1)
from     inbox
group by 1, 2;

-- Takes in a batch of deliveries, of any number of shops, in one transaction: each shop is found by its domain, its rows are inserted under
-- its policy, and, where a delivery asks for it, the shop's job `task` is enqueued for the next full second, so that all processes
-- together make at most one a second. Shops and webhooks are taken in one order everywhere: two batches never wait for each other in a ring.
-- What came is counted in a row of its own, so that batches of one shop do not wait for each other; the sweep adds rows up. Answers one row per known shop; `due_in_ms` is the time until the job runs, null where none was asked for.
create or replace function receive_webhooks(batch jsonb, task text, max_attempts integer)
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
      select   webhook_id, topic, event_id, api_version, kind, record_id, related_id, triggered_at, changed_at, status, reason, fields, sealed,
               count(*) over (partition by webhook_id) as deliveries,
               row_number() over (partition by webhook_id) as place
      from     jsonb_to_recordset(batch) as given (
                 domain text, webhook_id text, topic text, event_id text, api_version text, kind text, record_id text, related_id text,
                 triggered_at timestamptz, changed_at timestamptz, status text, reason text, fields jsonb, sealed text
               )
      where    domain = target.domain
    ),
    kept as (
      insert into inbox as present (
        shop_id, webhook_id, topic, event_id, api_version, kind, record_id, related_id, triggered_at, changed_at, status, reason, deliveries,
        fields, sealed
      )
      select   target.id, webhook_id, topic, event_id, api_version, kind, record_id, related_id, triggered_at, changed_at, status, reason, deliveries,
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

    insert into inbox_count (shop_id, counted_at, received, duplicates) values (target.id, clock_timestamp(), stored, duplicates);

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
