-- Only the owner of a table may have its statistics gathered: this lends the right for the tables of trade. After the first load of a shop
-- the planner would otherwise take its rows for a few until autovacuum comes round, and plan accordingly. Tables that are being analyzed
-- already are left out.
create function gather_statistics() returns void
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  analyze (skip_locked) orders, order_line, sale, agreement, customer, product,
    order_place, daily_sales, daily_product_sales, daily_customer_sales, customer_stats;
end $$;

revoke execute on function gather_statistics() from public;
grant execute on function gather_statistics() to tillwise_app;
