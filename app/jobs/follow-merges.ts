import { deleteRecord, livingIds, moveCustomer } from "../db/deletion.ts";
import { customersWithMoreOrders, deletedWithOrders, notTheirs, ordersOf, ownersOf } from "../db/merged-customers.ts";
import type { Shop } from "../db/shop.ts";
import { followedSince, noteFollowed } from "../db/sync-cursor.ts";
import { countDeleted, type SyncRun } from "../db/sync-run.ts";
import { withShop } from "../db.server.ts";
import { logger } from "../logger.server.ts";
import { QueryRefused } from "../shopify/errors.ts";
import { fetchCustomers } from "../shopify/fetch/customers.ts";
import { ordersOfCustomer, unknownCustomers } from "../shopify/fetch/merged-customers.ts";
import { fetchAgain, loadById } from "./fetch-again.ts";
import { missingCustomers } from "./missing-customers.ts";

/** Customers with too few orders that are looked into in one run: each is a question of its own. */
const MOST = 200;

/**
 * Mends merges of customers that no webhook told: nothing else tells of them. A merge gives one customer's orders to another, without a
 * word on the orders, and takes the first one away. So those are looked for that have more orders than are stored as theirs, and those that
 * Shopify has no longer: where Shopify, asked by id, does not know a customer, their orders are fetched, and what of theirs cannot be
 * fetched goes to the same heir. To be called when the run's files are in. Customers are never hidden by their age, as orders are.
 */
export async function followMerges(shop: Shop, run: SyncRun, signal: AbortSignal): Promise<void> {
  const { splitAt } = run;
  if (splitAt === null) return;
  const asking = { shopDomain: shop.domain, signal };
  try {
    const since = await withShop(shop.id, (tx) => followedSince(tx, "merges"));
    const heirs = new Map<string, string | null>();
    for (const customer of since === null ? [] : await withShop(shop.id, (tx) => deletedWithOrders(tx, since))) heirs.set(customer, null);
    const short = since === null ? [] : await withShop(shop.id, (tx) => customersWithMoreOrders(tx, since, MOST));
    for (const customer of short) {
      const theirs = await ordersOfCustomer(asking, customer);
      const wrong = await withShop(shop.id, (tx) => notTheirs(tx, customer, theirs));
      for (const owner of await withShop(shop.id, (tx) => ownersOf(tx, wrong))) heirs.set(owner, customer);
      await fetchAgain(shop, "order", wrong, signal);
    }
    for (const customer of await missingCustomers(shop, signal)) heirs.set(customer, heirs.get(customer) ?? null);
    for (const gone of await unknownCustomers(asking, [...heirs.keys()]))
      await follow(shop, run, { gone, seen: heirs.get(gone) ?? null, at: splitAt }, signal);
    await withShop(shop.id, (tx) => noteFollowed(tx, "merges", splitAt));
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    logger.warn(
      { shop: shop.domain, error: error.message },
      "Shopify does not say which customers were merged; it is asked again by the next run",
    );
  }
}

/** A customer who is gone; `seen`: who had some of their orders by now. */
type Gone = { readonly gone: string; readonly seen: string | null; readonly at: Date };

async function follow(shop: Shop, run: SyncRun, { gone, seen, at }: Gone, signal: AbortSignal): Promise<void> {
  const orders = await withShop(shop.id, (tx) => ordersOf(tx, gone));
  await fetchAgain(shop, "order", orders, signal);
  const heir = (await withShop(shop.id, (tx) => ownersOf(tx, orders))).find((owner) => owner !== gone) ?? seen;
  if (heir !== null) {
    const [lines] = (await fetchCustomers({ shopDomain: shop.domain, signal }, [heir])).values();
    if (lines) await loadById(shop, "customer", heir, lines);
  }
  await withShop(shop.id, async (tx) => {
    const wasLiving = (await livingIds(tx, "customer", [gone])).length > 0;
    if (heir !== null) await moveCustomer(tx, gone, heir, at);
    else await deleteRecord(tx, "customer", gone, at);
    if (wasLiving) await countDeleted(tx, run.id, 1);
  });
  logger.info({ shop: shop.domain, customer: gone, heir, orders: orders.length }, "a customer is gone from Shopify");
}
