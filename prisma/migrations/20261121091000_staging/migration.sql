-- Staging: what a bulk file held, checked line by line and not yet merged into the facts. Each bulk operation has tables of its own
-- (staging.orders_12 …), made and dropped here by functions of the owner, for the app's role owns nothing. They are logged, so that
-- a crash of the server leaves them as their checkpoint says, and stand under no row-level security, which would refuse COPY: an
-- operation belongs to one shop, and these functions serve only the shop of the transaction.

create schema if not exists staging;
grant usage on schema staging to tillwise_app;

-- The patterns of the operations' tables. `line` is the line's number in the file, from 1.
create table staging.orders (
  line bigint not null, id bigint not null, name text not null, customer_id bigint, created_at timestamptz not null,
  processed_at timestamptz not null, updated_at timestamptz not null, cancelled_at timestamptz, closed_at timestamptz,
  test boolean not null, edited boolean not null, currency text not null, presentment_currency text not null,
  taxes_included boolean not null, source_name text, financial_status text, fulfillment_status text not null, cart_token text,
  checkout_token text, discount_codes text[] not null, tags text[] not null, country text, province text,
  original_total bigint not null, current_total bigint not null, line_quantity integer not null, current_line_quantity integer not null
);
create table staging.order_line (
  line bigint not null, order_id bigint not null, id bigint not null, title text not null, variant_title text, sku text, vendor text,
  product_id bigint, variant_id bigint, quantity integer not null, current_quantity integer not null, is_gift_card boolean not null,
  unit_price bigint not null
);
create table staging.agreement (
  line bigint not null, order_id bigint not null, id bigint not null, reason text not null, happened_at timestamptz not null
);
-- A sale names its agreement; the order of that is known when the agreement stood shortly before it in the file, and else found at the end.
create table staging.sale (
  line bigint not null, order_id bigint, agreement_id bigint not null, id bigint not null, action text not null, line_type text not null,
  order_line_id bigint, quantity integer, total bigint not null, tax bigint not null, discount bigint not null,
  discount_with_taxes bigint not null, currency text not null
);
create table staging.customer (
  line bigint not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null, country text, province text,
  tags text[] not null, number_of_orders bigint not null, amount_spent bigint not null, currency text not null, rfm_group text
);
create table staging.product (
  line bigint not null, id bigint not null, title text not null, handle text not null, product_type text not null, vendor text not null,
  status text not null, is_gift_card boolean not null, tags text[] not null, created_at timestamptz not null, updated_at timestamptz not null
);
create table staging.variant (
  line bigint not null, product_id bigint not null, id bigint not null, title text not null, sku text, position integer not null,
  price bigint not null, currency text not null, inventory_item_id bigint not null, inventory_quantity integer, tracked boolean not null,
  updated_at timestamptz not null
);
create table staging.inventory_level (
  line bigint not null, inventory_item_id bigint not null, location_id bigint not null, available integer not null,
  on_hand integer not null, updated_at timestamptz not null
);
create table staging.abandoned_checkout (
  line bigint not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null, completed_at timestamptz,
  customer_id bigint, country text, province text, discount_codes text[] not null, currency text not null, subtotal bigint not null,
  total bigint not null
);
create table staging.abandoned_checkout_line (
  line bigint not null, checkout_id bigint not null, id text not null, title text, sku text, product_id bigint, variant_id bigint,
  quantity integer not null, total bigint not null
);

-- The tables of an operation: the pattern of each, its key within the file, and what makes one of two lines with that key the newer.
create function staging.tables_of(resource text) returns table (pattern text, key text, newer text)
language sql immutable set search_path = pg_catalog as $$
  select wanted.pattern, wanted.key, wanted.newer
  from   (values
    ('orders', 'orders', 'id', 'updated_at desc, line desc'),
    ('orders', 'order_line', 'order_id, id', 'line desc'),
    ('orders', 'agreement', 'order_id, id', 'line desc'),
    ('orders', 'sale', 'order_id, id', 'line desc'),
    ('customers', 'customer', 'id', 'updated_at desc, line desc'),
    ('products', 'product', 'id', 'updated_at desc, line desc'),
    ('products', 'variant', 'product_id, id', 'updated_at desc, line desc'),
    ('products', 'inventory_level', 'inventory_item_id, location_id', 'updated_at desc, line desc'),
    ('abandoned_checkouts', 'abandoned_checkout', 'id', 'updated_at desc, line desc'),
    ('abandoned_checkouts', 'abandoned_checkout_line', 'checkout_id, id', 'line desc')
  ) as wanted (resource, pattern, key, newer)
  where  wanted.resource = case when tables_of.resource like 'orders%' then 'orders' else tables_of.resource end
$$;

-- What an operation of the transaction's shop exports; refuses every other. Locks it until the transaction ends.
create function staging.resource_of(operation bigint) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare found_resource text;
begin
  select o.resource into found_resource
  from   public.bulk_operation o
  where  o.shop_id = public.current_shop() and o.id = resource_of.operation
  for update;
  if found_resource is null then
    raise exception 'the shop of this transaction has no bulk operation %', operation using errcode = 'no_data_found';
  end if;
  return found_resource;
end $$;

-- Makes the operation's tables, each with its key. False when they are there already.
create function staging.open(operation bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare resource text := staging.resource_of(operation); wanted record;
begin
  for wanted in select pattern from staging.tables_of(resource) loop
    if to_regclass(format('staging.%I', wanted.pattern || '_' || operation)) is not null then
      return false;
    end if;
    execute format('create table staging.%I (like staging.%I)', wanted.pattern || '_' || operation, wanted.pattern);
    execute format('grant select, insert on staging.%I to tillwise_app', wanted.pattern || '_' || operation);
  end loop;
  perform staging.make_keys(operation, resource);
  return true;
end $$;

create function staging.make_keys(operation bigint, resource text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare wanted record;
begin
  for wanted in select pattern || '_' || operation as name, key from staging.tables_of(resource) loop
    if to_regclass(format('staging.%I', wanted.name || '_key')) is null then
      execute format('create unique index %I on staging.%I (%s)', wanted.name || '_key', wanted.name, wanted.key);
    end if;
  end loop;
end $$;

-- Takes the keys off the operation's tables, for its file has a record twice: they are made again when everything is staged.
create function staging.drop_keys(operation bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare resource text := staging.resource_of(operation); wanted record;
begin
  for wanted in select pattern || '_' || operation || '_key' as name from staging.tables_of(resource) loop
    execute format('drop index if exists staging.%I', wanted.name);
  end loop;
end $$;

-- Makes what is staged ready to be merged: finds the orders of sales that stood far from their agreement, drops duplicates, tells the
-- planner what there is, and makes the table of the ranges that are still to be merged. Of lines with the same key the newest stays;
-- returns how many others there were, or null when all this was done before.
create function staging.put_in_order(operation bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  resource text := staging.resource_of(operation);
  wanted record;
  dropped bigint;
  duplicates bigint := 0;
begin
  if to_regclass(format('staging.range_%s', operation)) is not null then
    return null;
  end if;
  if resource like 'orders%' then
    perform staging.find_orders_of_sales(operation);
  end if;
  for wanted in select pattern || '_' || operation as name, key, newer from staging.tables_of(resource) loop
    if to_regclass(format('staging.%I', wanted.name || '_key')) is null then
      execute format(
        'delete from staging.%1$I where ctid in (
           select ctid from (select ctid, row_number() over (partition by %2$s order by %3$s) as place from staging.%1$I) ranked where place > 1
         ) and (%2$s) is not null', wanted.name, wanted.key, wanted.newer);
      get diagnostics dropped = row_count;
      duplicates := duplicates + dropped;
    end if;
  end loop;
  perform staging.make_keys(operation, resource);
  for wanted in select pattern || '_' || operation as name, key from staging.tables_of(resource) loop
    execute format('analyze staging.%I (%s)', wanted.name, wanted.key);
  end loop;
  execute format('create table staging.range_%s (from_id bigint primary key, to_id bigint not null, roots bigint not null)', operation);
  execute format('grant select, insert, update, delete on staging.range_%s to tillwise_app', operation);
  return duplicates;
end $$;

create function staging.find_orders_of_sales(operation bigint) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare lost boolean;
begin
  execute format('select exists (select from staging.sale_%s where order_id is null)', operation) into lost;
  if not lost then
    return;
  end if;
  execute format('drop index if exists staging.sale_%s_key', operation);
  execute format(
    'update staging.sale_%1$s sale set order_id = agreement.order_id from staging.agreement_%1$s agreement
     where  sale.order_id is null and agreement.id = sale.agreement_id', operation);
end $$;

-- Drops the operation's tables, whether they are there or not.
create function staging.drop(operation bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare resource text := staging.resource_of(operation); wanted record;
begin
  for wanted in select pattern from staging.tables_of(resource) union all select 'range' loop
    execute format('drop table if exists staging.%I', wanted.pattern || '_' || operation);
  end loop;
end $$;

revoke execute on all functions in schema staging from public;
grant execute on function staging.open(bigint), staging.drop_keys(bigint), staging.put_in_order(bigint), staging.drop(bigint) to tillwise_app;
