import type { BulkResource } from "../../db/bulk-operation.ts";
import { markDirty } from "../../db/dirty.ts";
import { clearStaged, FETCHED } from "../../db/staging.ts";
import type { ShopTransaction } from "../../db.server.ts";
import { copyRows } from "../bulk/copy.ts";
import { CopyRows } from "../bulk/copy-rows.ts";
import { plans } from "../bulk/merge-ranges.ts";
import { AgreementOrders } from "../records/agreement-orders.ts";
import { kindOf } from "../records/kinds.ts";
import { gid, type Wire } from "../records/readers.ts";
import type { FactTable, ShopContext } from "../records/record.ts";

/** Where the records of a fetch are staged and merged: as those of the bulk export of the same resource. */
const resources = {
  order: { resource: "orders_recent", tables: ["orders", "order_line", "agreement", "sale"] },
  customer: { resource: "customers", tables: ["customer"] },
  product: { resource: "products", tables: ["product", "variant", "inventory_level"] },
  checkout: { resource: "abandoned_checkouts", tables: ["abandoned_checkout", "abandoned_checkout_line"] },
} as const satisfies Record<string, { resource: BulkResource; tables: readonly FactTable[] }>;

export type FetchedKind = keyof typeof resources;

/**
 * Brings one fetched record with everything that belongs to it into the facts, as a line of a bulk file comes there: the same normalizers,
 * the same merge, the same marks. The record comes first, its children bear `__parentId`. All within the transaction given: staged rows are
 * gone when this returns. Throws a Refusal for what cannot be taken in, and the transaction is then of no use.
 */
export async function loadFetched(tx: ShopTransaction, shop: ShopContext, kind: FetchedKind, records: readonly Wire[]): Promise<void> {
  const { resource, tables } = resources[kind];
  const [root] = records;
  if (root === undefined) return;
  const id = gid(root.id, "id");
  const rows = new Map<FactTable, CopyRows>();
  const seen = new Map(records.map((record) => [record.id, record])); // what stood on two pages counts once, as it stood last
  const orders = new AgreementOrders();
  let line = 0;
  for (const record of seen.values()) {
    const { table, ...rest } = kindOf(record);
    const copy = rows.get(table) ?? new CopyRows({ table, ...rest });
    rows.set(table, copy);
    line += 1;
    copy.add(`${line}\t${rest.row(record, shop, orders)}\n`);
  }
  await clearStaged(tx, FETCHED, tables);
  for (const copy of rows.values()) await copyRows(tx, FETCHED, copy.take());
  const { dirt } = await plans[resource].merge(tx, shop, FETCHED, { fromId: id, toId: id, roots: 1 });
  await markDirty(tx, dirt);
  await clearStaged(tx, FETCHED, tables);
}
