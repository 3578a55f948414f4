import { z } from "zod";
import { groupOf, type RfmGroup } from "../../lib/rfm.ts";
import { type Sql, sql } from "../../lib/sql.ts";
import { count, day, money } from "../define-insight.ts";
import { cell } from "./rfm-scores.ts";

const score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

/**
 * A customer with their figures to date. Without an order that counts all but their number, country and tags is null. `group` is null where
 * the figures are in another currency than the shop's: these are not compared.
 */
export const customerShape = z.object({
  customerId: z.string(),
  netSales: money.nullable(),
  orders: count,
  averageOrderValue: money.nullable(),
  currency: z.string().nullable(),
  firstOrderOn: day.nullable(),
  lastOrderOn: day.nullable(),
  daysSince: count.nullable(),
  country: z.string().nullable(),
  tags: z.array(z.string()),
  deleted: z.boolean(),
  recency: score.nullable(),
  worth: score.nullable(),
});

type Shape = z.output<typeof customerShape>;

/** The row with its group in place of its scores. */
export function withGroup<Row extends Shape>({ recency, worth, ...row }: Row): Omit<Row, "recency" | "worth"> & { group: RfmGroup | null } {
  const scored = recency !== null && worth !== null ? groupOf(recency, worth) : null;
  return { ...row, group: row.orders === 0 ? "prospects" : scored };
}

export const customerRow = customerShape.transform(withGroup);
export type CustomerRow = z.output<typeof customerRow>;

/** The columns of `customerShape`, of the tables that `figures` joins. */
export function customerColumns(today: string): Sql {
  return sql`
    stats.net::text as "netSales", coalesce(stats.orders, 0) as orders,
    round(stats.order_value::numeric / stats.orders)::text as "averageOrderValue", stats.currency,
    stats.first_order_on as "firstOrderOn", stats.last_order_on as "lastOrderOn", ${today}::date - stats.last_order_on as "daysSince",
    customer.country, coalesce(customer.tags, '{}') as tags, customer.deleted_at is not null as deleted,
    case when stats.currency = currency.code then scored.recency end as recency,
    case when stats.currency = currency.code then scored.worth end as worth`;
}

/** Joins to rows named `page`, each with a `customer_id`, what is known of them. Needs `withCuts`. */
export function figures(shopId: string): Sql {
  return sql`
    left join  customer_stats stats on stats.shop_id = ${shopId} and stats.customer_id = page.customer_id
    left join  customer on customer.shop_id = ${shopId} and customer.id = page.customer_id
    cross join currency
    left join  cut on true
    left join lateral (select ${cell}) as scored on true`;
}

export const sortColumns = ["net", "orders", "average", "first", "last", "days", "id"] as const;
export type SortColumn = (typeof sortColumns)[number];

/** By what, and from which end. */
export const sorting = z.object({ column: z.enum(sortColumns), descending: z.boolean() });

/** What a column sorts by, of a row of `customer_stats stats`; equal ones go by their number. */
export const sortValue: Readonly<Record<SortColumn, Sql>> = {
  net: sql`stats.net`,
  orders: sql`stats.orders`,
  average: sql`stats.order_value::float8 / stats.orders`,
  first: sql`stats.first_order_on`,
  last: sql`stats.last_order_on`,
  days: sql`date '2000-01-01' - stats.last_order_on`,
  id: sql`stats.customer_id`,
};

/** `desc` or `asc`; who has no figure comes last. */
export function direction(descending: boolean): Sql {
  return descending ? sql`desc nulls last` : sql`asc nulls last`;
}
