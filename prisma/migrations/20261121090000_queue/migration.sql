-- The queue's own function is refused to the app's role, whatever it is granted: this one lends it the owner's rights, for adding a job
-- and nothing else. Within a shop's transaction a job can be added for that shop alone. (`graphile_worker` is made by its own migrations.)
create function enqueue(
  task           text,
  payload        json default '{}',
  queue_name     text default null,
  job_key        text default null,
  run_at         timestamptz default null,
  max_attempts   integer default null,
  job_key_mode   text default 'replace'
) returns bigint
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  job_id bigint;
begin
  if current_shop() is not null and (payload ->> 'shopId') is distinct from current_shop()::text then
    raise exception 'job % names shop %, but the transaction works for shop %', task, coalesce(payload ->> 'shopId', '(none)'), current_shop()
      using errcode = 'insufficient_privilege';
  end if;

  -- a key that another shop's waiting job bears would replace that job
  if current_shop() is not null and exists (
    select from graphile_worker._private_jobs waiting
    where waiting.key = enqueue.job_key and (waiting.payload ->> 'shopId') is distinct from current_shop()::text
  ) then
    raise exception 'the job key % belongs to another shop', enqueue.job_key using errcode = 'insufficient_privilege';
  end if;

  select added.id
  into   job_id
  from   graphile_worker.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload,
    queue_name => enqueue.queue_name,
    run_at => enqueue.run_at,
    max_attempts => enqueue.max_attempts,
    job_key => enqueue.job_key,
    job_key_mode => enqueue.job_key_mode
  ) added;

  return job_id;
end $$;

revoke execute on function enqueue(text, json, text, text, timestamptz, integer, text) from public;
grant execute on function enqueue(text, json, text, text, timestamptz, integer, text) to tillwise_app;
