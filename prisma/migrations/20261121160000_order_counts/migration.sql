-- Hundreds of thousands of orders are counted from this index alone, whatever they are narrowed by: the table's rows lie in the order in which
-- they were written, not of days.
drop index order_summary_placed_idx;
create index order_summary_placed_idx on order_summary (shop_id, day, placed_at, order_id)
  include (standing, financial_status, fulfillment_status, cancelled, closed, edited, returned, source_name, place, customer_id);
-- The few that do not count, to be taken off a count of all.
create index order_summary_uncounted_idx on order_summary (shop_id, day, order_id) where standing in ('test', 'deleted');
-- A value is nearly always of one facet: taken for independent, a tag of a quarter of all orders was reckoned as a tenth of its orders, and
-- they were looked up one by one.
create statistics order_facet_values (dependencies, mcv) on facet, value from order_facet;
