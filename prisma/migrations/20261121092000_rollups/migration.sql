-- Rollups: derived from facts, rebuildable at any time (app/rollups/). Recomputed for what is dirty, never added to. Money in minor units.

-- One row per order that counts: neither test nor deleted, and not of gift cards alone. `place` is its number among its customer's
-- orders from the first (1); null for a guest's.
create table order_place (
  shop_id       bigint not null,
  order_id      bigint not null,
  day           date not null,
  placed_at     timestamptz not null,
  customer_id   bigint,
  currency      text not null,
  place         integer,
  primary key (shop_id, order_id)
);
create index order_place_day_idx on order_place (shop_id, day);
create index order_place_customer_idx on order_place (shop_id, customer_id, placed_at);

-- One row per shop, local day and currency on which anything was sold or came back. Columns as docs/metrics.md names them; net and total
-- sales are sums of these columns and not stored.
create table daily_sales (
  shop_id          bigint not null,
  day              date not null,
  currency         text not null,
  gross            bigint not null,
  discounts        bigint not null,
  returns          bigint not null,
  shipping         bigint not null,
  duties           bigint not null,
  fees             bigint not null,
  taxes            bigint not null,
  tips             bigint not null,
  gift_cards       bigint not null,
  units_sold       bigint not null,
  units_returned   bigint not null,
  order_value      bigint not null,
  orders           bigint not null,
  first_orders     bigint not null,
  later_orders     bigint not null,
  guest_orders     bigint not null,
  primary key (shop_id, day, currency)
);

-- One row per shop, local day, product and currency; product 0 stands for what was sold without a product.
create table daily_product_sales (
  shop_id          bigint not null,
  day              date not null,
  product_id       bigint not null,
  currency         text not null,
  gross            bigint not null,
  discounts        bigint not null,
  returns          bigint not null,
  units_sold       bigint not null,
  units_returned   bigint not null,
  primary key (shop_id, day, product_id, currency)
);

-- One row per shop, customer, local day and currency on which the customer ordered or anything of theirs changed.
create table daily_customer_sales (
  shop_id       bigint not null,
  customer_id   bigint not null,
  day           date not null,
  currency      text not null,
  orders        bigint not null,
  net           bigint not null,
  primary key (shop_id, customer_id, day, currency)
);
create index daily_customer_sales_day_idx on daily_customer_sales (shop_id, day);

-- One row per shop and customer with at least one order that counts. `net` is their net sales to date in `currency`, that of their last order.
create table customer_stats (
  shop_id           bigint not null,
  customer_id       bigint not null,
  orders            bigint not null,
  first_order_id    bigint not null,
  first_order_on    date not null,
  second_order_on   date,
  last_order_on     date not null,
  last_order_at     timestamptz not null,
  net               bigint not null,
  currency          text not null,
  primary key (shop_id, customer_id)
);

do $$ declare target text; begin
  foreach target in array array['order_place', 'daily_sales', 'daily_product_sales', 'daily_customer_sales', 'customer_stats'] loop
    perform protect(target::regclass);
  end loop;
end $$;
