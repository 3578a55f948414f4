-- What the pages of customers ask: average order value by customer, and customers in the order of what they brought, of when they last
-- ordered, and of their RFM scores.

alter table daily_customer_sales add column order_value bigint not null default 0;
alter table customer_stats add column order_value bigint not null default 0;

create index customer_stats_net_idx on customer_stats (shop_id, net, customer_id, currency);
-- Holds all that RFM scores are made of, so that they are read without the table.
create index customer_stats_last_idx on customer_stats (shop_id, last_order_on, currency, orders, net);

-- One row per shop, day, currency and number of orders: how many customers of `customer_stats` ordered on that day last, and so often in all.
create table customer_recency (
  shop_id         bigint not null,
  last_order_on   date not null,
  currency        text not null,
  orders          bigint not null,
  customers       bigint not null,
  primary key (shop_id, last_order_on, currency, orders)
);

-- One row per shop, currency and band of net sales to date (app/rollups/customer-worth.ts): how many customers of `customer_stats` are in it.
create table customer_worth (
  shop_id     bigint not null,
  currency    text not null,
  net_from    bigint not null,
  customers   bigint not null,
  primary key (shop_id, currency, net_from)
);

do $$ declare target text; begin
  foreach target in array array['customer_recency', 'customer_worth'] loop
    perform protect(target::regclass);
  end loop;
end $$;
