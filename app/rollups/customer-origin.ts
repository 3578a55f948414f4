import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const found = z.tuple([z.object({ ids: z.array(z.string()) })]).transform(([{ ids }]) => ids);
const changes = z.tuple([z.object({ cohorts: z.array(z.string()), retold: z.array(z.string()) })]).transform(([changed]) => changed);

/** `cohorts`: those whose customers or traits are not what they were; `retold`: customers of them who stayed where they were. */
export type ChangedOrigins = z.output<typeof changes>;

/**
 * One row per customer with an order that counts: recomputes these customers from `customer_stats`, which has to be up to date. Traits: the
 * products, the channel and the discount codes (in small letters; "code:" without any) of the first order as it was placed, and the
 * customer's tags of today (in small letters too).
 */
export async function refreshCustomerOrigins(tx: ShopTransaction, customers: readonly string[]): Promise<ChangedOrigins> {
  const orders = found.parse(
    await tx.query(sql`
      select array(
               select first_order_id::text from customer_stats where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
             ) as ids`),
  );
  return changes.parse(
    await tx.query(sql`
      with first_order as materialized (
        select customer_id, first_order_id, date_trunc('month', first_order_on::timestamp)::date as cohort
        from   customer_stats
        where  shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      ),
      placed as (
        select id, concat('channel:', source_name) as channel,
               case
                 when discount_codes = '{}' then array['code:']
                 else array(select distinct 'code:' || lower(code) from unnest(discount_codes) code order by 1)
               end as codes
        from   orders
        where  shop_id = ${tx.shopId} and id = any(${orders}::bigint[])
      ),
      bought as (
        select   order_id, array_agg(distinct 'product:' || coalesce(product_id, 0) order by 'product:' || coalesce(product_id, 0)) as products
        from     sale
        where    shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[]) and reason = 'ORDER' and line_type = 'PRODUCT' and counted
        group by order_id
      ),
      tagged as (
        select id, array(select distinct 'tag:' || lower(tag) from unnest(tags) tag order by 1) as tags
        from   customer
        where  shop_id = ${tx.shopId} and id = any(${customers}::bigint[]) and tags <> '{}'
      ),
      now as materialized (
        select    first_order.customer_id, first_order.cohort,
                  array['all:', channel] || codes || coalesce(products, '{}') || coalesce(tags, '{}') as traits
        from      first_order
        join      placed on placed.id = first_order.first_order_id
        left join bought on bought.order_id = first_order.first_order_id
        left join tagged on tagged.id = first_order.customer_id
      ),
      gone as (
        delete from customer_origin
        where  shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
        and    not exists (select from now where now.customer_id = customer_origin.customer_id)
        returning cohort
      ),
      written as (
        insert into customer_origin (shop_id, customer_id, cohort, traits)
        select ${tx.shopId}, customer_id, cohort, traits
        from   now
        on conflict (shop_id, customer_id) do update
        set    cohort = excluded.cohort, traits = excluded.traits
        where  (customer_origin.cohort, customer_origin.traits) is distinct from (excluded.cohort, excluded.traits)
        returning new.customer_id, old.cohort as old_cohort, new.cohort
      )
      select array(
               select cohort from gone union select old_cohort from written where old_cohort is not null union select cohort from written
             )::text[] as cohorts,
             array(select customer_id from written where old_cohort = cohort)::text[] as retold`),
  );
}

const spoken = z.tuple([z.object({ traits: z.array(z.string()) })]).transform(([{ traits }]) => traits);

/** The traits that any of these customers has at present. */
export async function traitsOf(tx: ShopTransaction, customers: readonly string[]): Promise<string[]> {
  return spoken.parse(
    await tx.query(sql`
      select array(
               select distinct unnest(traits) from customer_origin where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
             ) as traits`),
  );
}
