-- With the customer's number in it, the customers of a group are found from this index alone.
drop index customer_stats_last_idx;
create index customer_stats_last_idx on customer_stats (shop_id, last_order_on, currency, orders, net) include (customer_id);
