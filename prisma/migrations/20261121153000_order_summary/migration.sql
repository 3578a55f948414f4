-- Rollups of the orders list: what is filtered and sorted by, an order a row. Under row-level security only text, integer and date
-- comparisons use an index, so tags and codes, arrays on their fact, get rows of their own here (docs/decisions/0007).

-- One row per order that is stored, whether it counts or not. `standing`: 'sale' counts as an order; 'gift_cards' is one of gift cards alone,
-- no order in the figures; 'test' and 'deleted' count nowhere. `day` and `placed_at`: of the first agreement of reason ORDER, else of
-- processed_at. `place`: as in order_place, null where the order is not there. `net`, `units`: of the order's own ledger, whatever its standing.
create table order_summary (
  shop_id              bigint not null,
  order_id             bigint not null,
  name                 text not null,
  day                  date not null,
  placed_at            timestamptz not null,
  customer_id          bigint,
  place                integer,
  standing             text not null check (standing in ('sale', 'gift_cards', 'test', 'deleted')),
  financial_status     text,
  fulfillment_status   text not null,
  cancelled            boolean not null,
  closed               boolean not null,
  edited               boolean not null,
  returned             boolean not null,
  source_name          text,
  units                bigint not null,
  original_total       bigint not null,
  current_total        bigint not null,
  net                  bigint not null,
  currency             text not null,
  primary key (shop_id, order_id)
);
create index order_summary_placed_idx on order_summary (shop_id, day, placed_at, order_id);
create index order_summary_name_idx on order_summary (shop_id, name collate "C");
create index order_summary_total_idx on order_summary (shop_id, current_total, order_id);
create index order_summary_net_idx on order_summary (shop_id, net, order_id);

-- One row per order and tag, discount code or product of it. `facet` says which of the three, `value` is the tag or code in small letters,
-- or the product's id.
create table order_facet (
  shop_id    bigint not null,
  facet      text not null check (facet in ('tag', 'code', 'product')),
  value      text not null,
  day        date not null,
  order_id   bigint not null,
  primary key (shop_id, facet, value, day, order_id)
);
create index order_facet_order_idx on order_facet (shop_id, order_id);

do $$ declare target text; begin
  foreach target in array array['order_summary', 'order_facet'] loop
    perform protect(target::regclass);
  end loop;
end $$;

-- Every table of the shops' rows instead of a list of names: one that is added later is among them by itself.
create or replace function gather_statistics() returns void
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  target regclass;
begin
  for target in
    select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by relname
  loop
    execute format('analyze (skip_locked) %s', target);
  end loop;
end $$;
