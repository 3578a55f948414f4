-- What the customer brought on the days on which that was more than nothing, in the currency in which it was most: in no range can their net
-- sales be more. Until it is reckoned, nothing is known to be too little.
alter table customer_stats add column gained bigint not null default 9223372036854775807;
create index customer_stats_gained_idx on customer_stats (shop_id, gained, customer_id);
