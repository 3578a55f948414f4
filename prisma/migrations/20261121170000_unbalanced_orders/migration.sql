-- Orders of which a file lacked some part: what is stored of them is wrong until they are fetched by id, whatever becomes of the run meanwhile.
create table unbalanced_order (
  shop_id   bigint not null,
  order_id  bigint not null,
  noted_at  timestamptz not null default clock_timestamp(),
  due_at    timestamptz not null default clock_timestamp(),
  primary key (shop_id, order_id)
);
select protect('unbalanced_order');
