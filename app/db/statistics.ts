import type { BulkResource } from "./bulk-operation.ts";
import type { OwnerQuery } from "./queued-job.ts";

const ofOrders = ["orders", "order_line", "agreement", "sale", "dirty"];

/** The tables of facts that an export fills. */
const tables: Readonly<Record<BulkResource, readonly string[]>> = {
  orders_recent: ofOrders,
  orders_older: ofOrders,
  customers: ["customer"],
  products: ["product", "variant", "inventory_level"],
  abandoned_checkouts: ["abandoned_checkout", "abandoned_checkout_line"],
};

/**
 * Tells the planner what a load has brought into the facts: until then it takes a table that was empty for empty, and joins by nested loops
 * over hundreds of thousands of rows. Autovacuum would do it a minute later. Samples, so it takes a moment however large the tables are.
 */
export async function gatherStatistics(ownerQuery: OwnerQuery, resource: BulkResource): Promise<void> {
  await ownerQuery(`analyze ${tables[resource].join(", ")}`, []);
}
