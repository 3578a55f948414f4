-- The orders of customers whom Shopify knows by the words that a merchant looks for.
create index order_summary_customer_idx on order_summary (shop_id, customer_id, order_id);
