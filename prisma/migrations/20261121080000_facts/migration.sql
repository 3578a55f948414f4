-- Facts: the faithful copy of a shop's trade. Every table but `shop` and `session` starts its key with the shop, and row-level
-- security holds each transaction to the one shop named by `app.shop_id` (docs/architecture.md, "Tenancy").

do $$ begin
  if not exists (select from pg_roles where rolname = 'tillwise_app') then
    create role tillwise_app nologin nosuperuser nobypassrls;
  end if;
end $$;

grant usage on schema public to tillwise_app;
alter default privileges in schema public grant select, insert, update, delete on tables to tillwise_app;

-- The shop that the current transaction works for; null when none was named ('' is what a used connection answers).
create function current_shop() returns bigint language sql stable parallel safe as $$
  select nullif(current_setting('app.shop_id', true), '')::bigint
$$;

-- Puts one table under the policy. The sub-select makes PostgreSQL read the setting once a statement, not once a row.
create function protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy by_shop on %s using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', target);
end $$;
revoke execute on function protect(regclass) from public;

create table session (
  id                      text primary key,
  shop                    text not null,
  state                   text not null,
  "isOnline"              boolean not null default false,
  scope                   text,
  expires                 timestamp(3),
  "accessToken"           text not null,
  "userId"                bigint,
  "firstName"             text,
  "lastName"              text,
  email                   text,
  "accountOwner"          boolean not null default false,
  locale                  text,
  collaborator            boolean default false,
  "emailVerified"         boolean default false,
  "refreshToken"          text,
  "refreshTokenExpires"   timestamp(3)
);
create index session_shop_idx on session (shop);

create table shop (
  id               bigint generated always as identity primary key,
  domain           text not null unique,
  gid              text,
  name             text not null,
  currency         text not null,
  time_zone        text not null,
  plan             text,
  scopes           text[] not null default '{}',
  installed_at     timestamptz not null default now(),
  uninstalled_at   timestamptz,
  history_start    timestamptz,
  settings         jsonb not null default '{}'
);

create table sync_run (
  shop_id        bigint not null,
  id             bigint generated always as identity,
  kind           text not null check (kind in ('full', 'incremental')),
  status         text not null check (status in ('requested', 'exporting', 'loading', 'refreshing', 'done', 'failed', 'cancelled')),
  requested_at   timestamptz not null default now(),
  started_at     timestamptz,
  finished_at    timestamptz,
  split_at       timestamptz,
  error          text,
  remedy         text,
  primary key (shop_id, id)
);
-- A second run is not started beside one that is under way.
create unique index sync_run_one_under_way on sync_run (shop_id)
  where status in ('requested', 'exporting', 'loading', 'refreshing');

create table bulk_operation (
  shop_id             bigint not null,
  id                  bigint generated always as identity,
  sync_run_id         bigint not null,
  resource            text not null check (resource in ('orders_recent', 'orders_older', 'customers', 'products', 'abandoned_checkouts')),
  gid                 text,
  status              text not null check (status in ('waiting', 'exporting', 'loading', 'loaded', 'failed', 'cancelled')),
  shopify_status      text,
  error_code          text,
  object_count        bigint,
  root_object_count   bigint,
  file_size           bigint,
  url                 text,
  attempts            integer not null default 0,
  bytes_read          bigint not null default 0,
  lines_read          bigint not null default 0,
  refused             bigint not null default 0,
  merged              bigint not null default 0,
  applied             bigint not null default 0,
  unchanged           bigint not null default 0,
  older               bigint not null default 0,
  duplicate           bigint not null default 0,
  orphaned            bigint not null default 0,
  unbalanced          bigint not null default 0,
  submitted_at        timestamptz,
  exported_at         timestamptz,
  staged_at           timestamptz,
  loaded_at           timestamptz,
  error               text,
  remedy              text,
  primary key (shop_id, id)
);
create index bulk_operation_sync_run_idx on bulk_operation (shop_id, sync_run_id);

-- Lines that could not be taken in, with their place and reason; the rest of the file loads.
create table refused_row (
  shop_id             bigint not null,
  bulk_operation_id   bigint not null,
  line_number         bigint not null,
  reason              text not null,
  line                text not null,
  primary key (shop_id, bulk_operation_id, line_number)
);

-- What loads have changed and rollups have not yet taken up: kind 'day' (a local date) or 'customer' (an id).
create table dirty (
  shop_id      bigint not null,
  kind         text not null check (kind in ('day', 'customer', 'product')),
  key          text not null,
  created_at   timestamptz not null default now(),
  primary key (shop_id, kind, key)
);

create table customer (
  shop_id            bigint not null,
  id                 bigint not null,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  country            text,
  province           text,
  tags               text[] not null,
  number_of_orders   bigint not null,
  amount_spent       bigint not null,
  currency           text not null,
  rfm_group          text,
  deleted_at         timestamptz,
  primary key (shop_id, id)
);

create table product (
  shop_id        bigint not null,
  id             bigint not null,
  title          text not null,
  handle         text not null,
  product_type   text not null,
  vendor         text not null,
  status         text not null,
  is_gift_card   boolean not null,
  tags           text[] not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  deleted_at     timestamptz,
  primary key (shop_id, id)
);

create table variant (
  shop_id              bigint not null,
  product_id           bigint not null,
  id                   bigint not null,
  title                text not null,
  sku                  text,
  position             integer not null,
  price                bigint not null,
  currency             text not null,
  inventory_item_id    bigint not null,
  inventory_quantity   integer,
  tracked              boolean not null,
  updated_at           timestamptz not null,
  primary key (shop_id, product_id, id)
);

create table inventory_level (
  shop_id             bigint not null,
  product_id          bigint not null,
  inventory_item_id   bigint not null,
  location_id         bigint not null,
  available           integer not null,
  on_hand             integer not null,
  updated_at          timestamptz not null,
  primary key (shop_id, product_id, inventory_item_id, location_id)
);

create table orders (
  shop_id                  bigint not null,
  id                       bigint not null,
  name                     text not null,
  customer_id              bigint,
  created_at               timestamptz not null,
  processed_at             timestamptz not null,
  updated_at               timestamptz not null,
  cancelled_at             timestamptz,
  closed_at                timestamptz,
  test                     boolean not null,
  edited                   boolean not null,
  currency                 text not null,
  presentment_currency     text not null,
  taxes_included           boolean not null,
  source_name              text,
  financial_status         text,
  fulfillment_status       text not null,
  cart_token               text,
  checkout_token           text,
  discount_codes           text[] not null,
  tags                     text[] not null,
  country                  text,
  province                 text,
  original_total           bigint not null,
  current_total            bigint not null,
  line_quantity            integer not null,
  current_line_quantity    integer not null,
  deleted_at               timestamptz,
  primary key (shop_id, id)
);
create index orders_customer_idx on orders (shop_id, customer_id, processed_at);
create index orders_processed_idx on orders (shop_id, processed_at);

create table order_line (
  shop_id            bigint not null,
  order_id           bigint not null,
  id                 bigint not null,
  title              text not null,
  variant_title      text,
  sku                text,
  vendor             text,
  product_id         bigint,
  variant_id         bigint,
  quantity           integer not null,
  current_quantity   integer not null,
  is_gift_card       boolean not null,
  unit_price         bigint not null,
  primary key (shop_id, order_id, id)
);

-- An agreement between shop and buyer: the order itself, an edit, a refund, a return. Its instant dates its sales.
create table agreement (
  shop_id       bigint not null,
  order_id      bigint not null,
  id            bigint not null,
  reason        text not null,
  happened_at   timestamptz not null,
  day           date not null,
  primary key (shop_id, order_id, id)
);

-- The ledger: one row per Shopify sale, in minor units of its currency; `counted` is false for test and deleted orders.
create table sale (
  shop_id               bigint not null,
  order_id              bigint not null,
  id                    bigint not null,
  agreement_id          bigint not null,
  reason                text not null,
  happened_at           timestamptz not null,
  day                   date not null,
  action                text not null,
  line_type             text not null,
  order_line_id         bigint,
  product_id            bigint,
  variant_id            bigint,
  quantity              integer,
  total                 bigint not null,
  tax                   bigint not null,
  discount              bigint not null,
  discount_with_taxes   bigint not null,
  currency              text not null,
  counted               boolean not null,
  primary key (shop_id, order_id, id)
);
create index sale_day_idx on sale (shop_id, day);

create table abandoned_checkout (
  shop_id          bigint not null,
  id               bigint not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  completed_at     timestamptz,
  customer_id      bigint,
  country          text,
  province         text,
  discount_codes   text[] not null,
  currency         text not null,
  subtotal         bigint not null,
  total            bigint not null,
  deleted_at       timestamptz,
  primary key (shop_id, id)
);
create index abandoned_checkout_created_idx on abandoned_checkout (shop_id, created_at);

create table abandoned_checkout_line (
  shop_id       bigint not null,
  checkout_id   bigint not null,
  id            text not null,
  title         text,
  sku           text,
  product_id    bigint,
  variant_id    bigint,
  quantity      integer not null,
  total         bigint not null,
  primary key (shop_id, checkout_id, id)
);

do $$ declare target text; begin
  foreach target in array array['sync_run', 'bulk_operation', 'refused_row', 'dirty', 'customer', 'product', 'variant', 'inventory_level',
    'orders', 'order_line', 'agreement', 'sale', 'abandoned_checkout', 'abandoned_checkout_line'] loop
    perform protect(target::regclass);
  end loop;
end $$;

grant select, insert, update, delete on all tables in schema public to tillwise_app;
grant usage on all sequences in schema public to tillwise_app;
alter default privileges in schema public grant usage on sequences to tillwise_app;
