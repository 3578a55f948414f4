-- Questions about hundreds of thousands of customers are answered from indexes that hold all columns asked for: read in the order of
-- customers, neither table nor hash is needed.
create index daily_customer_sales_range_idx on daily_customer_sales (shop_id, day, customer_id, currency, orders, net, order_value);
drop index daily_customer_sales_day_idx;
create index daily_customer_sales_customer_idx on daily_customer_sales (shop_id, customer_id, day, currency, orders, net, order_value);
create index customer_stats_scores_idx on customer_stats (shop_id, customer_id, last_order_on, currency, orders, net);
create index customer_group_idx on customer (shop_id, id, rfm_group, deleted_at);

-- The sum of whole numbers as a whole number, refused where it is larger than a bigint holds. PostgreSQL's own sum of bigints reckons with
-- numeric, which takes twice the time once there are many groups.
create aggregate sum_whole(bigint) (sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe);
