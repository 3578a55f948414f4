import { mergeAgreements } from "../../db/agreement.ts";
import { balanceOrders } from "../../db/balance.ts";
import type { MergeCounts } from "../../db/bulk-progress.ts";
import type { Dirt } from "../../db/dirty.ts";
import { mergeOrderLines } from "../../db/order-line.ts";
import { mergeOrders } from "../../db/orders.ts";
import { daysOfOrders, mergeSales } from "../../db/sale.ts";
import type { IdRange } from "../../db/staging.ts";
import type { ShopTransaction } from "../../db.server.ts";
import type { ShopContext } from "../records/record.ts";

/** What the merge of one range did: what became of its lines, and what that made stale. */
export type MergedRange = { readonly counts: MergeCounts; readonly dirt: Dirt };

/** Brings a range of staged orders into the facts, each with all of its lines, agreements and sales or not at all. */
export async function mergeOrderRange(tx: ShopTransaction, shop: ShopContext, operationId: string, range: IdRange): Promise<MergedRange> {
  const orders = await mergeOrders(tx, operationId, range);
  const lines = await mergeOrderLines(tx, operationId, range);
  const agreements = await mergeAgreements(tx, operationId, range, shop.timeZone);
  const sales = await mergeSales(tx, operationId, range);
  const balance = await balanceOrders(tx, operationId, range);
  // an order that was known may now belong to another customer: every day on which it counts is stale
  const knownDays = orders.known.length === 0 ? [] : await daysOfOrders(tx, orders.known);

  const applied = orders.applied + lines + agreements + sales.written;
  return {
    counts: {
      merged: range.roots,
      applied,
      unchanged: balance.accepted + balance.children - applied,
      older: range.roots - balance.accepted + balance.olderChildren,
      unbalanced: balance.unbalanced,
    },
    dirt: { day: [...sales.days, ...knownDays], customer: [...orders.customers, ...sales.customers] },
  };
}
