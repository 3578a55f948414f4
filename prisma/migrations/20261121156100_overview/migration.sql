-- What keeps the overview quick for a shop of a million orders.

-- Who ordered in some days is counted from the index alone.
drop index order_place_day_idx;
create index order_place_day_idx on order_place (shop_id, day) include (currency, place, previous_on, before_previous_on, next_on);

-- What the customer brought on the days on which that was more than nothing, in the currency in which it was most: in no range can their net
-- sales be more. Until it is reckoned, nothing is known to be too little.
alter table customer_stats add column gained bigint not null default 9223372036854775807;
create index customer_stats_gained_idx on customer_stats (shop_id, gained, customer_id);
