-- Records of which a file lacked children: what is stored of them is wrong until they are fetched by id, whatever becomes of the run meanwhile.
create table short_record (
  shop_id    bigint not null,
  kind       text not null check (kind in ('order', 'product', 'checkout')),
  record_id  bigint not null,
  noted_at   timestamptz not null default clock_timestamp(),
  due_at     timestamptz not null default clock_timestamp(),
  primary key (shop_id, kind, record_id)
);
select protect('short_record');

-- How many children a record has by its own word.
alter table product add column variant_count integer;
alter table staging.product add column variant_count integer;
alter table staging.product_fetched add column variant_count integer;
alter table abandoned_checkout add column units integer;
alter table staging.abandoned_checkout add column units integer;

-- Checkouts are fetched one by one too.
create unlogged table staging.abandoned_checkout_fetched (like staging.abandoned_checkout);
create unlogged table staging.abandoned_checkout_line_fetched (like staging.abandoned_checkout_line);
grant select, insert, delete on staging.abandoned_checkout_fetched, staging.abandoned_checkout_line_fetched to tillwise_app;
