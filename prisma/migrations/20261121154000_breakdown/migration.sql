-- One row per shop, dimension, local day, value and currency: that day's sales by what their orders are like (docs/metrics.md, "When and
-- where"). `value` is '' where the order has none; of 'region' it is country-province, of 'hour' the two digits of the shop's clock. An order
-- with several codes stands under each of them in 'code': that dimension alone does not add up to the day. Money in minor units.
create table daily_breakdown (
  shop_id        bigint not null,
  dimension      text not null check (dimension in ('channel', 'country', 'region', 'currency', 'hour', 'code')),
  day            date not null,
  value          text not null,
  currency       text not null,
  orders         bigint not null,
  first_orders   bigint not null,
  gross          bigint not null,
  discounts      bigint not null,
  returns        bigint not null,
  net            bigint not null,
  total          bigint not null,
  order_value    bigint not null,
  primary key (shop_id, dimension, day, value, currency)
);

select protect('daily_breakdown'::regclass);
