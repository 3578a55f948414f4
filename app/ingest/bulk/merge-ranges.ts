import {
  countAbandonedCheckouts,
  daysOfCheckouts,
  mergeAbandonedCheckoutLines,
  mergeAbandonedCheckouts,
  shortCheckouts,
} from "../../db/abandoned-checkout.ts";
import { mergeAgreements } from "../../db/agreement.ts";
import { balanceOrders, countOlderChildren } from "../../db/balance.ts";
import type { BulkResource } from "../../db/bulk-operation.ts";
import type { MergeCounts } from "../../db/bulk-progress.ts";
import { mergeCustomers } from "../../db/customer.ts";
import type { Dirt } from "../../db/dirty.ts";
import { mergeOrderLines } from "../../db/order-line.ts";
import { daysWithoutLedger, mergeOrders } from "../../db/orders.ts";
import { countProducts, mergeProducts } from "../../db/product.ts";
import { daysOfOrders, mergeSales } from "../../db/sale.ts";
import { noteShort } from "../../db/short-records.ts";
import { FETCHED, type IdRange } from "../../db/staging.ts";
import { mergeInventoryLevels, mergeVariants, shortProducts } from "../../db/variant.ts";
import type { ShopTransaction } from "../../db.server.ts";
import type { FactTable, ShopContext } from "../records/record.ts";

/** What the merge of one range did: what became of its lines, and what that made stale. */
export type MergedRange = { readonly counts: MergeCounts; readonly dirt: Dirt };

type MergeRange = (tx: ShopTransaction, shop: ShopContext, operationId: string, range: IdRange) => Promise<MergedRange>;

/** How an export is merged: by ranges of `size` records of its root table, each with everything that belongs to them. */
type Plan = { readonly root: FactTable; readonly size: number; readonly merge: MergeRange };

const nothing: Dirt = { day: [], customer: [] };

const orders: Plan = { root: "orders", size: 10_000, merge: mergeOrderRange };

export const plans: Readonly<Record<BulkResource, Plan>> = {
  orders_recent: orders,
  orders_older: orders,
  customers: { root: "customer", size: 20_000, merge: mergeCustomerRange },
  products: { root: "product", size: 1_000, merge: mergeProductRange },
  abandoned_checkouts: { root: "abandoned_checkout", size: 10_000, merge: mergeCheckoutRange },
};

async function mergeOrderRange(tx: ShopTransaction, shop: ShopContext, operationId: string, range: IdRange): Promise<MergedRange> {
  const orders = await mergeOrders(tx, operationId, range);
  const lines = await mergeOrderLines(tx, operationId, range);
  const agreements = await mergeAgreements(tx, operationId, range, shop.timeZone);
  const sales = await mergeSales(tx, operationId, range);
  const balance = await balanceOrders(tx, operationId, range);
  const olderOrders = range.roots - balance.accepted;
  const olderChildren = olderOrders === 0 ? 0 : await countOlderChildren(tx, operationId, range);
  // an order that was known may now belong to another customer: every day on which it counts is stale
  const knownDays = orders.known.length === 0 ? [] : await daysOfOrders(tx, orders.known);
  const bareDays = orders.applied === 0 ? [] : await daysWithoutLedger(tx, range, shop.timeZone);

  if (operationId !== FETCHED) await noteShort(tx, "order", balance.unbalanced);

  const applied = orders.applied + lines + agreements + sales.written;
  return {
    counts: {
      merged: range.roots,
      applied,
      unchanged: balance.accepted + balance.children - applied,
      older: olderOrders + olderChildren,
      unbalanced: balance.unbalanced.length,
    },
    dirt: {
      day: [...new Set([...sales.days, ...knownDays, ...bareDays])],
      customer: [...new Set([...orders.customers, ...sales.customers])],
    },
  };
}

async function mergeCustomerRange(tx: ShopTransaction, _shop: ShopContext, operationId: string, range: IdRange): Promise<MergedRange> {
  const { written, accepted, retagged } = await mergeCustomers(tx, operationId, range);
  return {
    counts: {
      merged: range.roots,
      applied: written,
      unchanged: accepted - written,
      older: range.roots - accepted,
      unbalanced: 0,
    },
    dirt: { ...nothing, tags: retagged },
  };
}

async function mergeProductRange(tx: ShopTransaction, _shop: ShopContext, operationId: string, range: IdRange): Promise<MergedRange> {
  const products = await mergeProducts(tx, operationId, range);
  const variants = await mergeVariants(tx, operationId, range);
  const levels = await mergeInventoryLevels(tx, operationId, range);
  const { lines, older } = await countProducts(tx, operationId, range);
  if (operationId !== FETCHED) await noteShort(tx, "product", await shortProducts(tx, operationId, range));
  const applied = products + variants + levels;
  return {
    counts: { merged: range.roots, applied, unchanged: lines - older - applied, older, unbalanced: 0 },
    dirt: nothing,
  };
}

async function mergeCheckoutRange(tx: ShopTransaction, shop: ShopContext, operationId: string, range: IdRange): Promise<MergedRange> {
  const checkouts = await mergeAbandonedCheckouts(tx, operationId, range);
  const lines = await mergeAbandonedCheckoutLines(tx, operationId, range);
  const counted = await countAbandonedCheckouts(tx, operationId, range);
  if (operationId !== FETCHED) await noteShort(tx, "checkout", await shortCheckouts(tx, operationId, range));
  const applied = checkouts + lines.written;
  return {
    counts: {
      merged: range.roots,
      applied,
      unchanged: counted.accepted + counted.acceptedLines - applied,
      older: range.roots - counted.accepted + counted.lines - counted.acceptedLines,
      unbalanced: 0,
    },
    dirt: applied + lines.vanished === 0 ? nothing : { ...nothing, checkout: await daysOfCheckouts(tx, operationId, range, shop.timeZone) },
  };
}
