import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** Months of cohorts that have to be recomputed, all cohorts with the same months together; each month and cohort is its first day. */
export type Cells = { readonly cohorts: readonly string[]; readonly months: readonly string[] };

const cells = z.array(z.object({ cohorts: z.array(z.string()), months: z.array(z.string()) }));

/**
 * One row per customer, month and currency in which the customer ordered or their net sales changed: recomputes these customers from
 * `daily_customer_sales` and `customer_origin`, which have to be up to date. What was sold before the month of the first order (goods added
 * to an order of gift cards) counts in that month. Answers the cells of cohorts that are not what they were, and those of `retold`
 * customers.
 */
export async function refreshCustomerMonths(
  tx: ShopTransaction,
  customers: readonly string[],
  retold: readonly string[],
): Promise<readonly Cells[]> {
  return cells.parse(
    await tx.query(sql`
      with origin as materialized (
        select customer_id, cohort
        from   customer_origin
        where  shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      ),
      traded as (
        select   customer_id, date_trunc('month', day::timestamp)::date as month, currency, sum(orders) as orders, sum(net) as net
        from     daily_customer_sales
        where    shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
        group by customer_id, 2, currency
      ),
      now as materialized (
        select   customer_id, greatest(month, cohort) as month, currency, cohort, sum(orders) as orders, sum(net) as net
        from     traded
        join     origin using (customer_id)
        group by customer_id, 2, currency, cohort
      ),
      gone as (
        delete from customer_month
        where  shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
        and    not exists (
                 select
                 from   now
                 where  now.customer_id = customer_month.customer_id and now.month = customer_month.month
                        and now.currency = customer_month.currency
               )
        returning cohort, month
      ),
      written as (
        insert into customer_month (shop_id, customer_id, month, currency, cohort, orders, net)
        select ${tx.shopId}, customer_id, month, currency, cohort, orders, net
        from   now
        on conflict (shop_id, customer_id, month, currency) do update
        set    cohort = excluded.cohort, orders = excluded.orders, net = excluded.net
        where  (customer_month.cohort, customer_month.orders, customer_month.net)
               is distinct from (excluded.cohort, excluded.orders, excluded.net)
        returning old.cohort as old_cohort, new.cohort, new.month
      ),
      cell as (
        select cohort, month from gone
        union
        select old_cohort, month from written where old_cohort is not null
        union
        select cohort, month from written
        union
        select cohort, month from customer_month where shop_id = ${tx.shopId} and customer_id = any(${retold}::bigint[])
      ),
      row_of_cells as (
        select   cohort, array_agg(month order by month)::text[] as months
        from     cell
        group by cohort
      )
      select   array_agg(cohort order by cohort)::text[] as cohorts, months
      from     row_of_cells
      group by months`),
  );
}
