import { z } from "zod";
import { markDirty } from "../db/dirty.ts";
import { noteRollupsVersion } from "../db/rollups-version.ts";
import { countChange } from "../db/shop-change.ts";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { refreshAbandonment } from "./abandonment.ts";
import { refreshCohorts } from "./cohorts.ts";
import { refreshCustomerRecency } from "./customer-recency.ts";
import { refreshCustomerStats } from "./customer-stats.ts";
import { refreshCustomerWorth } from "./customer-worth.ts";
import { refreshDailyBreakdown } from "./daily-breakdown.ts";
import { refreshDailyCustomerSales } from "./daily-customer-sales.ts";
import { refreshDailySales } from "./daily-sales.ts";
import { refreshMonthlyComebacks } from "./monthly-comeback.ts";
import { refreshOrderFacets } from "./order-facet.ts";
import { refreshOrderPlaces } from "./order-place.ts";
import { refreshOrderSummaries } from "./order-summary.ts";
import { refreshProducts } from "./product-rollups.ts";
import { type Limits, takeDirty } from "./take-dirty.ts";
import { ROLLUPS_VERSION } from "./version.ts";

/**
 * What is recomputed in one transaction, so that a shop of any size is in bounded time and memory: customers with all of their orders, days
 * with all that was sold on them, and cohorts with all of their months.
 */
const BATCH: Limits = { customers: 20_000, days: 60, cohorts: 6 };

/** From so many days and customers on a refresh follows a load that PostgreSQL should know of before the next page is asked for. */
const A_LOAD = 1_000;

const ids = z.array(z.object({ id: z.string() }));

export type Refreshed = { readonly days: number; readonly customers: number };

/**
 * Brings the shop's rollups up to its facts: takes up what is dirty, batch by batch, and deletes and recomputes it. One refresher at a time
 * works for a shop, a second one waits; loads may go on meanwhile, and what they change after it was read stays dirty. Says how many days
 * and customers it recomputed.
 */
export async function refreshDirty(shop: { readonly id: string }, limits: Limits = BATCH): Promise<Refreshed> {
  let [days, customers, gathered] = [0, 0, 0];
  // once on the way, for without statistics what follows is planned for a handful of rows, and once at the end
  const gather = async () => {
    gathered = days + customers;
    await withShop(shop.id, (tx) => tx.query(sql`select gather_statistics()`));
  };
  for (;;) {
    const batch = await withShop(shop.id, (tx) => refreshBatch(tx, limits));
    if (batch === null) break;
    days += batch.days;
    customers += batch.customers;
    if (gathered === 0 && days + customers >= A_LOAD) await gather();
  }
  if (gathered < days + customers && gathered > 0) await gather();
  return { days, customers };
}

/**
 * The order matters: the marks are taken before any fact is read, for each statement sees what was committed before it began. Null when
 * nothing was dirty.
 */
async function refreshBatch(tx: ShopTransaction, limits: Limits): Promise<Refreshed | null> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('rollups', ${tx.shopId}))`);
  // After a first load PostgreSQL has no statistics of the shop, takes its rows for a few, and would pair them in nested loops for minutes.
  // Rows are named by arrays of their keys instead, which an index serves at any size, and joined by hashing.
  await tx.query(sql`select set_config('enable_nestloop', 'off', true)`);
  const dirty = await takeDirty(tx, limits);
  if (Object.values(dirty).every(({ length }) => length === 0)) return null;
  await noteRollupsVersion(tx, ROLLUPS_VERSION);
  const touched = await refreshOrderPlaces(tx, dirty);
  await refreshMonthlyComebacks(tx, touched.months);
  const days = await nowOrLater(tx, dirty.days, touched.days, 2 * limits.days);
  const { customers } = touched;
  const orders = await withoutDirtyDays(tx, touched.orders);
  await refreshOrderFacets(tx, await refreshOrderSummaries(tx, { ...touched, orders, days }));
  await refreshDailySales(tx, days);
  await refreshProducts(tx, days);
  await refreshDailyBreakdown(tx, days);
  await refreshDailyCustomerSales(tx, customers);
  const spread = await refreshCustomerStats(tx, customers);
  await refreshCustomerRecency(tx, spread.days);
  await refreshCustomerWorth(tx, spread.bands);
  await refreshCohorts(tx, [...new Set([...customers, ...dirty.tagged])], dirty.cohorts);
  await refreshAbandonment(tx, dirty, dirty.days.length < limits.days);
  await countChange(tx);
  return { days: days.length, customers: customers.length };
}

/** These orders without those placed on days that are dirty still: a later batch takes these up with their day, once instead of twice. */
async function withoutDirtyDays(tx: ShopTransaction, orders: readonly string[]): Promise<string[]> {
  const later = await tx.query(sql`
    select order_id as id
    from   order_place
    where  shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
    and    day = any(array(select key::date from dirty where shop_id = ${tx.shopId} and kind = 'day'))`);
  const left = new Set(ids.parse(later).map(({ id }) => id));
  return orders.filter((id) => !left.has(id));
}

/** The days to be recomputed now: those taken up, and others where they are not too many. The rest are marked for a later batch. */
async function nowOrLater(tx: ShopTransaction, taken: readonly string[], days: readonly string[], most: number) {
  if (days.length <= most) return days;
  await markDirty(tx, { day: days.filter((day) => !taken.includes(day)), customer: [] });
  return taken;
}
