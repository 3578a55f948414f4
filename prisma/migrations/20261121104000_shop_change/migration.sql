-- One row per shop: how often what its pages show has changed. Counted in the transaction that changes it, so that a page which knows the
-- number knows whether it is behind.
create table shop_change (
  shop_id      bigint primary key,
  changes      bigint not null default 0,
  changed_at   timestamptz not null default clock_timestamp()
);

select protect('shop_change');
