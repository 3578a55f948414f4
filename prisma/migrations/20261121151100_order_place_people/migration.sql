-- Who ordered in some days is counted from this index alone, without the table: its rows lie in the order of customers, not of days.
drop index order_place_day_idx;
create index order_place_day_idx on order_place (shop_id, day) include (currency, customer_id, place, previous_on, before_previous_on, next_on);
