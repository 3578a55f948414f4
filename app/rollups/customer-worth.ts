import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const LEAST = "-9223372036854775808";
const BEYOND = "9223372036854775807";
const MOST = 10 ** 15;
const ONE_BY_ONE_TO = 100;
const STEP = 1.01;
/** From so many bands on all customers are counted at once. */
const MANY_BANDS = 100;

/** Where bands of net sales begin, in minor units and growing: below zero by powers of ten, up to 100 one by one, then each 1 % wider. */
export const worthBands: readonly string[] = [LEAST, ...negative(), ...growing()];

function negative(): string[] {
  return Array.from({ length: 15 }, (_, power) => String(-(10 ** (15 - power))));
}

function growing(): string[] {
  const bounds: number[] = [];
  for (let bound = 0; bound < MOST; bound = Math.max(bound + 1, Math.floor(bound < ONE_BY_ONE_TO ? bound : bound * STEP)))
    bounds.push(bound);
  return bounds.map(String);
}

/** The place of an amount's band among `worthBands`, from 1. */
export const bandOf = sql`width_bucket(net, ${worthBands}::bigint[])`;

/**
 * One row per currency and band of net sales to date: how many customers are in it. Recomputes these bands (their places) from
 * `customer_stats`, which has to be up to date. Bands are narrow, so that each holds few customers.
 */
export async function refreshCustomerWorth(tx: ShopTransaction, bands: readonly number[]): Promise<void> {
  const from = bands.map((place) => worthBands[place - 1] ?? LEAST);
  await tx.query(sql`delete from customer_worth where shop_id = ${tx.shopId} and net_from = any(${from}::bigint[])`);
  await (bands.length < MANY_BANDS ? countBandByBand(tx, bands, from) : countAtOnce(tx, bands));
}

function countAtOnce(tx: ShopTransaction, bands: readonly number[]) {
  return tx.query(sql`
    insert into customer_worth (shop_id, currency, net_from, customers)
    select   ${tx.shopId}, currency, (${worthBands}::bigint[])[place], customers
    from     (
               select   currency, ${bandOf} as place, count(*) as customers
               from     customer_stats
               where    shop_id = ${tx.shopId}
               group by 1, 2
             ) as counted
    where    place = any(${bands}::int[])`);
}

/** Both ends of a band are always there: so the index leads to its rows, however many lie beyond. */
function countBandByBand(tx: ShopTransaction, bands: readonly number[], from: readonly string[]) {
  const to = bands.map((place) => worthBands[place] ?? BEYOND);
  return tx.query(sql`
    insert into customer_worth (shop_id, currency, net_from, customers)
    select     ${tx.shopId}, inside.currency, band.net_from, inside.customers
    from       unnest(${from}::bigint[], ${to}::bigint[]) as band (net_from, net_to)
    cross join lateral (
                 select   currency, count(*) as customers
                 from     customer_stats
                 where    shop_id = ${tx.shopId} and net >= band.net_from and net < band.net_to
                 group by currency
               ) as inside`);
}
