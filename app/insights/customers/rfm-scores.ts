import { cellsOf, type RfmGroup } from "../../lib/rfm.ts";
import { identifier, join, type Sql, sql } from "../../lib/sql.ts";
import { currencyOf } from "../define-insight.ts";

/*
 * Scores as docs/metrics.md defines them, as pieces of SQL. `withCuts` begins a statement; `cut` is then one row with the cut points r1…r4
 * (days), f1…f4 (orders) and m1…m4 (minor units), all null where the shop has no customers; the others read them beside `customer_stats stats`.
 */

/**
 * The cut points of all customers of now, exactly: of n values the one at place ⌈n × step ÷ 5⌉ from the smallest, which is
 * `percentile_disc(step ÷ 5)`. Days and orders are counted up over `customer_recency`; for money `customer_worth` says in which band the
 * place lies, and the index on net leads to it within the band.
 */
export function withCuts(shopId: string): Sql {
  return sql`
    with currency as materialized (select ${currencyOf(shopId)} as code),
    known as materialized (
      select last_order_on, orders, customers
      from   customer_recency
      where  shop_id = ${shopId} and currency = (select code from currency)
    ),
    ranks as (
      select step, (total * step + 4) / 5 as rank
      from   (select sum(customers)::bigint as total from known) as everyone
      cross join generate_series(1, 4) as step
      where  total > 0
    ),
    days as materialized (
      select last_order_on as value, sum(sum(customers)) over (order by last_order_on) as upto from known group by last_order_on
    ),
    counts as materialized (
      select orders as value, sum(sum(customers)) over (order by orders) as upto from known group by orders
    ),
    bands as materialized (
      select net_from, customers, sum(customers) over (order by net_from) as upto
      from   customer_worth
      where  shop_id = ${shopId} and currency = (select code from currency)
    ),
    cut_points as materialized (
      select step,
             (select min(value) from days where upto >= rank) as day,
             (select min(value) from counts where upto >= rank) as orders,
             (
               select     reached.net
               from       (
                            select   net_from, (upto - customers)::bigint as below
                            from     bands
                            where    upto >= rank
                            order by net_from
                            limit    1
                          ) as band
               cross join lateral (
                            select   net
                            from     customer_stats
                            where    shop_id = ${shopId} and currency = (select code from currency) and net >= band.net_from
                            order by net
                            offset   rank - band.below - 1
                            limit    1
                          ) as reached
             ) as net
      from   ranks
    ),
    cut as materialized (
      select ${join([...cutPoints("day", "r"), ...cutPoints("orders", "f"), ...cutPoints("net", "m")])}
      from   cut_points
    )`;
}

const steps = [1, 2, 3, 4] as const;

function cutPoints(column: string, letter: string): Sql[] {
  return steps.map((step) => sql`max(${identifier(column)}) filter (where step = ${step}) as ${identifier(`${letter}${step}`)}`);
}

/** A score: 1 and one more for each cut point that is below the value, so that equal values share it. */
function score(column: Sql, letter: string): Sql {
  return sql`1 + ${join(
    steps.map((step) => sql`(${column} > ${identifier(`${letter}${step}`)})::int`),
    " + ",
  )}`;
}

const recency = score(sql`last_order_on`, "r");
const frequency = score(sql`stats.orders`, "f");
const money = score(sql`stats.net`, "m");

/** The three scores, of a row of `customer_stats stats` beside `cut`. */
export const threeScores = sql`${recency} as recency, ${frequency} as frequency, ${money} as money`;

/** The cell: the recency score, and FM with its half cut off, as `worth`. */
export const cell = sql`${recency} as recency, (${frequency} + ${money}) / 2 as worth`;

/** Whether a cell (`recency`, `worth`) belongs to the group; true where none is named. */
export function isIn(group: RfmGroup | null): Sql {
  if (group === null) return sql`true`;
  const cells = cellsOf(group).map(({ recency, worth }) => recency * 10 + worth);
  return sql`recency * 10 + worth = any(${cells}::int[])`;
}

/**
 * The same as far as the day of the last order tells it: an index leads to these rows of `customer_stats stats`, and all others are left
 * unread.
 */
export function isRecentAs(group: RfmGroup): Sql {
  const recencies = cellsOf(group).map(({ recency: of }) => of);
  if (recencies.length === 0) return sql`true`;
  const [lowest, highest] = [Math.min(...recencies), Math.max(...recencies)];
  return join(
    [
      sql`true`,
      ...(lowest > 1 ? [sql`stats.last_order_on > ${identifier("cut", `r${lowest - 1}`)}`] : []),
      ...(highest < 5 ? [sql`stats.last_order_on <= ${identifier("cut", `r${highest}`)}`] : []),
    ],
    " and ",
  );
}
