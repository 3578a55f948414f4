import { z } from "zod";
import { customerKinds, orderStates, shownOrders } from "../../lib/order-query.ts";
import { join, type Sql, sql } from "../../lib/sql.ts";
import { range } from "../define-insight.ts";

const text = z.string().nullable().default(null);

/** What a list of orders is narrowed to. `search`: an order's name or its beginning, or customers by id: one of them is enough. */
export const orderFilters = range.extend({
  payment: text,
  fulfillment: text,
  is: z.array(z.enum(orderStates)).default([]),
  channel: z.object({ name: z.string().nullable() }).nullable().default(null),
  tag: text,
  code: text,
  product: text,
  kind: z.enum(customerKinds).nullable().default(null),
  show: z.enum(shownOrders).default("counted"),
  search: z
    .object({ name: z.string().min(1), customers: z.array(z.string()) })
    .nullable()
    .default(null),
});

type Filters = z.output<typeof orderFilters>;

const states = {
  open: sql`not closed and not cancelled`,
  closed: sql`closed`,
  cancelled: sql`cancelled`,
  edited: sql`edited`,
  returned: sql`returned`,
} as const;
const kinds = { first: sql`place = 1`, later: sql`place > 1`, guest: sql`customer_id is null` } as const;
const standings = { counted: ["sale", "gift_cards"], test: ["test"], deleted: ["deleted"] } as const;

/** The condition on rows of `order_summary` that all of the filters hold. */
export function whereOrders(shopId: string, filters: Filters): Sql {
  const { from, to, payment, fulfillment, is, channel, tag, code, product, kind, show, search } = filters;
  const parts = [
    sql`shop_id = ${shopId}`,
    sql`day between ${from} and ${to}`,
    sql`standing = any(${standings[show]}::text[])`,
    ...is.map((state) => states[state]),
    ...(payment === null ? [] : [sql`financial_status = ${payment}`]),
    ...(fulfillment === null ? [] : [sql`fulfillment_status = ${fulfillment}`]),
    ...(kind === null ? [] : [kinds[kind]]),
    ...(channel === null ? [] : [channel.name === null ? sql`source_name is null` : sql`source_name = ${channel.name}`]),
    ...(tag === null ? [] : [hasFacet(shopId, filters, "tag", tag)]),
    ...(code === null ? [] : [hasFacet(shopId, filters, "code", code)]),
    ...(product === null ? [] : [hasFacet(shopId, filters, "product", product)]),
    ...(search === null ? [] : [isFound(search)]),
  ];
  return join(parts, " and ");
}

function hasFacet(shopId: string, { from, to }: Filters, facet: string, value: string): Sql {
  return sql`order_id in (
    select order_id
    from   order_facet
    where  shop_id = ${shopId} and facet = ${facet} and value = lower(${value}::text) and day between ${from} and ${to}
  )`;
}

function isFound({ name, customers }: { name: string; customers: readonly string[] }): Sql {
  const named = namesOf(name).map((start) => sql`name collate "C" >= ${start} and name collate "C" < ${start + LAST_CHARACTER}`);
  const theirs = customers.length === 0 ? [] : [sql`customer_id = any(${customers}::bigint[])`];
  return sql`(${join([...named, ...theirs], " or ")})`;
}

const LAST_CHARACTER = "\u{10FFFF}";

/** How an order may be called that is asked for in these words: with its number sign or without, in capitals or as typed. */
export function namesOf(words: string): string[] {
  return [...new Set([words, words.toUpperCase()].flatMap((name) => (name.startsWith("#") ? [name] : [name, `#${name}`])))];
}
