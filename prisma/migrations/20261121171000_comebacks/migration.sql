-- Orders of each month by the day of their customer's order before (after_one), and of the one before that (after_two): who came back within a
-- range is counted without going through its orders.
create table monthly_comeback (
  shop_id    bigint not null,
  month      date not null,
  currency   text not null,
  since      date not null,
  after_one  bigint not null,
  after_two  bigint not null,
  primary key (shop_id, month, currency, since)
);
select protect('monthly_comeback');
