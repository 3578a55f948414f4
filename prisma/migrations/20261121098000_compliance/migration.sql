-- What Shopify's compliance requests leave behind.

-- A person who is to be forgotten: the tombstone that keeps later loads from bringing them, or the link to them, back.
create table redacted_customer (
  shop_id       bigint not null,
  customer_id   bigint not null,
  redacted_at   timestamptz not null default clock_timestamp(),
  primary key (shop_id, customer_id)
);

-- What is stored of a person who asked for it: for the merchant to hand on until `due_at`, encrypted, and then gone.
create table data_request (
  shop_id         bigint not null,
  id              bigint generated always as identity,
  webhook_id      text not null,
  customer_id     bigint not null,
  requested_at    timestamptz not null,
  due_at          timestamptz not null,
  sealed          text not null,
  downloaded_at   timestamptz,
  primary key (shop_id, id)
);
create unique index data_request_webhook_idx on data_request (shop_id, webhook_id);

do $$ declare target text; begin
  foreach target in array array['redacted_customer', 'data_request'] loop
    perform protect(target::regclass);
  end loop;
end $$;

-- Takes the jobs of the transaction's shop that nobody is at out of the queue; says how many. Those under way end by themselves: were they
-- taken away, their queue would stay locked.
create function forget_jobs() returns integer
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  forgotten integer;
begin
  delete from graphile_worker._private_jobs where locked_at is null and payload ->> 'shopId' = current_shop()::text;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;

revoke execute on function forget_jobs() from public;
grant execute on function forget_jobs() to tillwise_app;
