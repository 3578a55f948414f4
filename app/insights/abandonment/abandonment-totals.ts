import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money, range } from "../define-insight.ts";
import { openCarts, openCheckouts } from "./not-yet.ts";

/**
 * How much of what was begun in a range was left (docs/metrics.md, "Abandonment"), as it stands at the instant `at`? Always one row. `value`
 * is what the abandoned checkouts were worth, `recoveredValue` what of it came back, `lostValue` the rest; `rate` is abandoned ÷ (abandoned +
 * completed), null where there were none of either; `cartsLeft` of `carts` never came to a checkout.
 */
export const abandonmentTotals = defineInsight({
  name: "abandonment-totals",
  params: range.extend({ at: z.iso.datetime() }),
  row: z.object({
    abandoned: count,
    value: money,
    recovered: count,
    recoveredValue: money,
    lostValue: money,
    recoveryRate: z.coerce.number().nullable(),
    completed: count,
    rate: z.coerce.number().nullable(),
    carts: count,
    cartsLeft: count,
    cartsValue: money,
    cartRate: z.coerce.number().nullable(),
  }),
  sql: (asked) => sql`
    with sums as (
      select coalesce(sum(abandoned), 0) as abandoned, coalesce(sum(value), 0) as value, coalesce(sum(recovered), 0) as recovered,
             coalesce(sum(recovered_value), 0) as recovered_value, coalesce(sum(completed), 0) as completed, coalesce(sum(carts), 0) as carts,
             coalesce(sum(carts_left), 0) as carts_left, coalesce(sum(carts_value), 0) as carts_value
      from   daily_abandonment
      where  shop_id = ${asked.shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(asked.shopId)}
    ),
    open_checkouts as (
      select count(*) as checkouts, coalesce(sum(total), 0) as value from (${openCheckouts(asked)}) open
    ),
    open_carts as (
      select count(*) as carts, coalesce(sum(total), 0) as value from (${openCarts(asked)}) open
    ),
    told as (
      select sums.*, sums.abandoned - open_checkouts.checkouts as left_behind, sums.value - open_checkouts.value as left_value,
             sums.carts - open_carts.carts as settled_carts, sums.carts_left - open_carts.carts as left_carts,
             sums.carts_value - open_carts.value as left_carts_value
      from   sums, open_checkouts, open_carts
    )
    select left_behind as abandoned, left_value::bigint as value, recovered, recovered_value::bigint as "recoveredValue",
           (left_value - recovered_value)::bigint as "lostValue", round(recovered / nullif(left_behind, 0), 6) as "recoveryRate", completed,
           round(left_behind / nullif(left_behind + completed, 0), 6) as rate, settled_carts as carts, left_carts as "cartsLeft",
           left_carts_value::bigint as "cartsValue", round(left_carts / nullif(settled_carts, 0), 6) as "cartRate"
    from   told`,
});

export type AbandonmentTotals = Awaited<ReturnType<typeof abandonmentTotals>>[number];
