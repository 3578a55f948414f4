import { z } from "zod";
import { identifier, type Sql, sql } from "../../lib/sql.ts";
import { count, currencyOf, day, defineInsight, instant, money, range } from "../define-insight.ts";
import { openCheckouts } from "./not-yet.ts";

export const checkoutColumns = ["begun", "idle", "value", "units"] as const;
export const checkoutStates = ["all", "lost", "recovered"] as const;

const columns: Readonly<Record<(typeof checkoutColumns)[number], string>> = {
  begun: "created_at",
  idle: "idle_at",
  value: "total",
  units: "units",
};
const states: Readonly<Record<(typeof checkoutStates)[number], Sql>> = {
  all: sql``,
  lost: sql`and completed_at is null`,
  recovered: sql`and completed_at is not null`,
};

const counts: Readonly<Record<(typeof checkoutStates)[number], Sql>> = {
  all: sql`everything`,
  lost: sql`everything - recovered`,
  recovered: sql`recovered`,
};

/**
 * Which checkouts were left? One row per checkout that was begun in the range and had been abandoned by the instant `at`, with since when, and
 * when it was recovered (null if it was not). `number`: the id that Shopify lists it by, null where it does not. `rows` counts all pages'.
 */
export const abandonedCheckouts = defineInsight({
  name: "abandoned-checkouts",
  params: range.extend({
    at: z.iso.datetime(),
    state: z.enum(checkoutStates),
    sort: z.object({ column: z.enum(checkoutColumns), descending: z.boolean() }),
    size: z.number().int().min(1).nullable(),
    offset: z.number().int().min(0),
  }),
  row: z.object({
    key: z.string(),
    day,
    number: z.string().nullable(),
    begunAt: instant,
    abandonedAt: instant,
    recoveredAt: instant.nullable(),
    customerId: z.string().nullable(),
    value: money,
    units: count,
    rows: count,
  }),
  sql: ({ state, sort, size, offset, ...asked }) => sql`
    with counted as (
      select coalesce(sum(abandoned), 0) - (select count(*) from (${openCheckouts(asked)}) open) as everything, coalesce(sum(recovered), 0) as recovered
      from   daily_abandonment
      where  shop_id = ${asked.shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(asked.shopId)}
    )
    select   key, day, case when listed then number end as number, created_at as "begunAt", idle_at as "abandonedAt",
             completed_at as "recoveredAt", customer_id as "customerId", total as value, units, (select ${counts[state]} from counted) as rows
    from     left_checkout
    where    shop_id = ${asked.shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(asked.shopId)}
             and (completed_at is not null or idle_at <= ${asked.at}::timestamptz) ${states[state]}
    order by ${identifier(columns[sort.column])} ${sort.descending ? sql`desc` : sql``}, key
    limit    ${size} offset ${offset}`,
});

export type AbandonedCheckout = Awaited<ReturnType<typeof abandonedCheckouts>>[number];
