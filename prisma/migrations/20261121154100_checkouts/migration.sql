-- Carts and checkouts under way, which no query of Shopify's gives: what their webhooks said, kept for 100 days (docs/webhooks.md). Amounts in
-- minor units of `currency`.

-- One row per checkout that a webhook told of, by its token. `number` is the id that Shopify lists it by once it is abandoned (see
-- abandoned_checkout), null where the body named none; `active_at` the last change before it was completed.
create table checkout (
  shop_id          bigint not null,
  token            text not null,
  number           bigint,
  cart_token       text,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  active_at        timestamptz not null,
  completed_at     timestamptz,
  has_contact      boolean not null,
  customer_id      bigint,
  country          text,
  province         text,
  discount_codes   text[] not null,
  currency         text not null,
  subtotal         bigint not null,
  total            bigint not null,
  primary key (shop_id, token)
);
create index checkout_created_idx on checkout (shop_id, created_at);
create index checkout_updated_idx on checkout (shop_id, updated_at);
create index checkout_number_idx on checkout (shop_id, number);
create index checkout_cart_idx on checkout (shop_id, cart_token);

-- One row per line of such a checkout, by its place.
create table checkout_line (
  shop_id       bigint not null,
  token         text not null,
  position      integer not null,
  title         text,
  sku           text,
  product_id    bigint,
  variant_id    bigint,
  quantity      integer not null,
  total         bigint not null,
  primary key (shop_id, token, position)
);

-- One row per cart that a webhook told of, by its token: what is in it, in sums.
create table cart (
  shop_id      bigint not null,
  token        text not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  units        bigint not null,
  total        bigint not null,
  currency     text not null,
  primary key (shop_id, token)
);
create index cart_created_idx on cart (shop_id, created_at);
create index cart_updated_idx on cart (shop_id, updated_at);

-- An order tells by these which checkout and which cart it came of.
create index orders_checkout_token_idx on orders (shop_id, checkout_token) where checkout_token is not null;
create index orders_cart_token_idx on orders (shop_id, cart_token) where cart_token is not null;

create index abandoned_checkout_completed_idx on abandoned_checkout (shop_id, completed_at) where completed_at is not null;

-- Rollups (docs/metrics.md, "Abandonment").

-- One row per checkout with contact details that was not completed within the shop's cut-off after its last change, known from the export, from
-- webhooks or from both. `key`: its number, else its token. `day`: the local day on which it was begun. `idle_at`: last change and cut-off; it
-- is abandoned from then on, so that one that lies ahead is not yet. `completed_at`: when it was recovered. `listed`: Shopify lists it, its
-- lines are those of abandoned_checkout_line; else those of checkout_line.
create table left_checkout (
  shop_id        bigint not null,
  day            date not null,
  key            text not null,
  number         bigint,
  token          text,
  listed         boolean not null,
  created_at     timestamptz not null,
  idle_at        timestamptz not null,
  completed_at   timestamptz,
  customer_id    bigint,
  currency       text not null,
  total          bigint not null,
  units          bigint not null,
  primary key (shop_id, day, key)
);
create index left_checkout_idle_idx on left_checkout (shop_id, idle_at);

-- One row per local day, product and currency of what stood in these checkouts; product 0 stands for goods without one. `recovered_units` and
-- `recovered` of those that were completed later.
create table daily_left_product (
  shop_id           bigint not null,
  day               date not null,
  product_id        bigint not null,
  currency          text not null,
  checkouts         bigint not null,
  units             bigint not null,
  total             bigint not null,
  recovered_units   bigint not null,
  recovered         bigint not null,
  primary key (shop_id, day, product_id, currency)
);

-- One row per local day and currency of the checkouts and carts begun on it. `abandoned` and `value`: of left_checkout, those included that
-- are not idle yet; `completed`: checkouts that were completed without being left; `carts_left` and `carts_value`: carts with goods and
-- without checkout, those that may still change included.
create table daily_abandonment (
  shop_id           bigint not null,
  day               date not null,
  currency          text not null,
  abandoned         bigint not null,
  value             bigint not null,
  recovered         bigint not null,
  recovered_value   bigint not null,
  completed         bigint not null,
  carts             bigint not null,
  carts_left        bigint not null,
  carts_value       bigint not null,
  primary key (shop_id, day, currency)
);

do $$ declare target text; begin
  foreach target in array array['checkout', 'checkout_line', 'cart', 'left_checkout', 'daily_left_product', 'daily_abandonment'] loop
    perform protect(target::regclass);
  end loop;
end $$;

-- 'checkout': a local day on which checkouts or carts were begun that have changed since, or completed.
alter table dirty drop constraint dirty_kind_check;
alter table dirty add constraint dirty_kind_check check (kind in ('day', 'customer', 'product', 'tags', 'cohort', 'checkout'));
