-- Rollups of products: by variant, by whole months, and of products bought in one order (app/rollups/, docs/metrics.md "Products").

-- Orders placed on the day with the product in their first agreement; `compared` of them had no more different products than are paired.
alter table daily_product_sales
  add column orders         bigint not null default 0,
  add column first_orders   bigint not null default 0,
  add column later_orders   bigint not null default 0,
  add column compared       bigint not null default 0;
create index daily_product_sales_product_idx on daily_product_sales (shop_id, product_id, day);

-- One row per shop, month (its first day), product and currency: the sums of daily_product_sales.
create table monthly_product_sales (
  shop_id          bigint not null,
  month            date not null,
  product_id       bigint not null,
  currency         text not null,
  gross            bigint not null,
  discounts        bigint not null,
  returns          bigint not null,
  units_sold       bigint not null,
  units_returned   bigint not null,
  orders           bigint not null,
  first_orders     bigint not null,
  later_orders     bigint not null,
  compared         bigint not null,
  primary key (shop_id, month, product_id, currency)
);
create index monthly_product_sales_product_idx on monthly_product_sales (shop_id, product_id, month);

-- One row per shop, local day, variant of a product and currency. Product 0 as above; variant 0: goods sold without a variant.
create table daily_variant_sales (
  shop_id          bigint not null,
  day              date not null,
  product_id       bigint not null,
  variant_id       bigint not null,
  currency         text not null,
  gross            bigint not null,
  discounts        bigint not null,
  returns          bigint not null,
  units_sold       bigint not null,
  units_returned   bigint not null,
  primary key (shop_id, day, product_id, variant_id, currency)
);
create index daily_variant_sales_product_idx on daily_variant_sales (shop_id, product_id, day);

-- The same by month. `last_sold_on`: the last day of the month on which a unit was sold; null where none was.
create table monthly_variant_sales (
  shop_id          bigint not null,
  month            date not null,
  product_id       bigint not null,
  variant_id       bigint not null,
  currency         text not null,
  gross            bigint not null,
  discounts        bigint not null,
  returns          bigint not null,
  units_sold       bigint not null,
  units_returned   bigint not null,
  last_sold_on     date,
  primary key (shop_id, month, product_id, variant_id, currency)
);
create index monthly_variant_sales_product_idx on monthly_variant_sales (shop_id, product_id, month);

-- One row per shop, local day and currency: orders placed with at least one product, and how many of them had too many different ones to
-- be paired.
create table daily_baskets (
  shop_id      bigint not null,
  day          date not null,
  currency     text not null,
  orders       bigint not null,
  left_out     bigint not null,
  primary key (shop_id, day, currency)
);

-- One row per shop, local day, pair of different products (the smaller id first) and currency: orders placed with both.
create table daily_product_pairs (
  shop_id      bigint not null,
  day          date not null,
  product_id   bigint not null,
  other_id     bigint not null,
  currency     text not null,
  orders       integer not null,
  primary key (shop_id, day, product_id, other_id, currency),
  check (product_id < other_id)
);

-- The same by month.
create table monthly_product_pairs (
  shop_id      bigint not null,
  month        date not null,
  product_id   bigint not null,
  other_id     bigint not null,
  currency     text not null,
  orders       integer not null,
  primary key (shop_id, month, product_id, other_id, currency),
  check (product_id < other_id)
);
create index monthly_product_pairs_product_idx on monthly_product_pairs (shop_id, product_id, month);
create index monthly_product_pairs_other_idx on monthly_product_pairs (shop_id, other_id, month);

do $$ declare target text; begin
  foreach target in array array['monthly_product_sales', 'daily_variant_sales', 'monthly_variant_sales', 'daily_baskets', 'daily_product_pairs',
    'monthly_product_pairs'] loop
    perform protect(target::regclass);
  end loop;
end $$;
