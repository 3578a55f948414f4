-- The list of abandoned checkouts is read from its start in each of its orders, not sorted as a whole.
create index left_checkout_created_idx on left_checkout (shop_id, created_at);
create index left_checkout_total_idx on left_checkout (shop_id, total);
create index left_checkout_units_idx on left_checkout (shop_id, units);
