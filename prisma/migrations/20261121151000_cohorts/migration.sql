-- Rollups of retention: cohorts of customers by the month of their first order, and sales by whether an order was its customer's first.

-- Net sales of the rows of a day by the kind of their order: of first orders, of later ones, and of guests'. They add up to net sales.
alter table daily_sales add column first_net bigint not null default 0;
alter table daily_sales add column later_net bigint not null default 0;
alter table daily_sales add column guest_net bigint not null default 0;

-- Days of the customer's last order before, and of the one before that, in the same currency; and of their next order in any currency. With
-- them who ordered in some days is counted order by order, without a look at each customer.
alter table order_place add column previous_on date;
alter table order_place add column before_previous_on date;
alter table order_place add column next_on date;

-- One row per shop and customer with an order that counts: what their first order was like. `cohort` is the first day of its month, `traits`
-- what the cohort can be narrowed to, each as "dimension:value" ("all:" is everybody's; product 0 stands for goods without a product).
create table customer_origin (
  shop_id       bigint not null,
  customer_id   bigint not null,
  cohort        date not null,
  traits        text[] not null,
  primary key (shop_id, customer_id)
);
create index customer_origin_cohort_idx on customer_origin (shop_id, cohort);

-- One row per shop, customer, month (its first day) and currency in which the customer ordered or their net sales changed.
create table customer_month (
  shop_id       bigint not null,
  customer_id   bigint not null,
  month         date not null,
  currency      text not null,
  cohort        date not null,
  orders        bigint not null,
  net           bigint not null,
  primary key (shop_id, customer_id, month, currency)
);
create index customer_month_cohort_idx on customer_month (shop_id, cohort, month);

-- One row per shop, dimension, value and cohort: how many customers it has.
create table cohort_size (
  shop_id       bigint not null,
  dimension     text not null,
  value         text not null,
  cohort        date not null,
  customers     bigint not null,
  primary key (shop_id, dimension, value, cohort)
);
create index cohort_size_cohort_idx on cohort_size (shop_id, cohort);

-- One row per shop, dimension, value, cohort, month and currency: the cohort's customers who ordered in the month, orders, and net sales.
create table cohort_month (
  shop_id       bigint not null,
  dimension     text not null,
  value         text not null,
  cohort        date not null,
  month         date not null,
  currency      text not null,
  customers     bigint not null,
  orders        bigint not null,
  net           bigint not null,
  primary key (shop_id, dimension, value, cohort, month, currency)
);
create index cohort_month_cohort_idx on cohort_month (shop_id, cohort, month);

do $$ declare target text; begin
  foreach target in array array['customer_origin', 'customer_month', 'cohort_size', 'cohort_month'] loop
    perform protect(target::regclass);
  end loop;
end $$;
