import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, day, defineInsight, instant, money } from "../define-insight.ts";
import { threeScores, withCuts } from "./rfm-scores.ts";

const score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
const id = z.string().regex(/^-?[1-9]\d{0,17}$/);

/**
 * What is known of a customer? No row where the shop has none of this number. `redactedAt`: they asked to be forgotten, and nothing else is
 * known. `figures` is null without an order that counts; its scores are null where it is in another currency than the shop's.
 */
export const customerRecord = defineInsight({
  name: "customer-record",
  params: z.object({ customerId: id, today: day }),
  row: z.object({
    redactedAt: instant.nullable(),
    deletedAt: instant.nullable(),
    createdAt: instant.nullable(),
    country: z.string().nullable(),
    province: z.string().nullable(),
    tags: z.array(z.string()),
    shopifyGroup: z.string().nullable(),
    figures: z
      .object({
        netSales: money,
        orders: count,
        averageOrderValue: money,
        currency: z.string(),
        firstOrderOn: day,
        lastOrderOn: day,
        daysSince: count,
        recency: score.nullable(),
        frequency: score.nullable(),
        money: score.nullable(),
      })
      .nullable(),
  }),
  sql: ({ shopId, customerId, today }) => sql`
    ${withCuts(shopId)},
    scored as (
      select     stats.*, ${threeScores}
      from       customer_stats stats
      cross join cut
      where      stats.shop_id = ${shopId} and stats.customer_id = ${customerId}
    )
    select    redacted.redacted_at as "redactedAt", customer.deleted_at as "deletedAt", customer.created_at as "createdAt",
              customer.country, customer.province, coalesce(customer.tags, '{}') as tags, customer.rfm_group as "shopifyGroup",
              case when scored.customer_id is not null then json_build_object(
                'netSales', scored.net::text, 'orders', scored.orders,
                'averageOrderValue', round(scored.order_value::numeric / scored.orders)::text, 'currency', scored.currency,
                'firstOrderOn', scored.first_order_on, 'lastOrderOn', scored.last_order_on,
                'daysSince', ${today}::date - scored.last_order_on,
                'recency', case when scored.currency = ${currencyOf(shopId)} then scored.recency end,
                'frequency', case when scored.currency = ${currencyOf(shopId)} then scored.frequency end,
                'money', case when scored.currency = ${currencyOf(shopId)} then scored.money end
              ) end as figures
    from      (select ${customerId}::bigint as id) as asked
    left join customer on customer.shop_id = ${shopId} and customer.id = asked.id
    left join redacted_customer redacted on redacted.shop_id = ${shopId} and redacted.customer_id = asked.id
    left join scored on scored.customer_id = asked.id
    where     customer.id is not null or redacted.customer_id is not null or scored.customer_id is not null`,
});

export type CustomerRecord = Awaited<ReturnType<typeof customerRecord>>[number];
