import { expect, onTestFinished, test } from "vitest";
import { givenOperation, jsonl, serveFile } from "../../../test/factories/bulk-file.ts";
import { orderLines } from "../../../test/factories/order-lines.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import type { BulkResource } from "../../db/bulk-operation.ts";
import type { LineCounts } from "../../db/bulk-progress.ts";
import { refusedRows } from "../../db/refused-row.ts";
import { type Row, withShop } from "../../db.server.ts";
import { identifier, sql } from "../../lib/sql.ts";
import { dropStaging, mergeOperation } from "./merge.ts";
import { stageFile } from "./stage.ts";

const signal = new AbortController().signal;

/** Loads these lines as one bulk file, from its first byte to the facts. */
async function load(
  shop: GivenShop,
  lines: readonly (object | string)[],
  resource: BulkResource = "orders_recent",
): Promise<LineCounts & { operationId: string }> {
  const operationId = await givenOperation(shop, resource);
  const file = await serveFile(jsonl(lines));
  onTestFinished(file.close);
  await stageFile({ shop, operationId, resource, url: file.url, signal });
  const counts = await mergeOperation({ shop, operationId, resource, signal });
  await dropStaging(shop, operationId);
  return { ...counts, operationId };
}

/** All rows of a table, with the transaction that wrote each. */
function rows(shop: GivenShop, table: string): Promise<Row[]> {
  return withShop(shop.id, (tx) => tx.query(sql`select *, xmin::text from ${identifier(table)} order by 1, 2, 3`));
}

const ledgerTables = ["orders", "order_line", "agreement", "sale"];

async function ledger(shop: GivenShop): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {};
  for (const table of ledgerTables) all[table] = await rows(shop, table);
  return all;
}

const none = { applied: 0, unchanged: 0, older: 0, duplicate: 0, refused: 0, orphaned: 0, unbalanced: 0 };

test("an order comes in with its lines, and its sales know reason, day and product", async () => {
  const shop = await givenShop();

  const counts = await load(
    shop,
    orderLines({ id: 1, placedAt: "2026-03-01T03:30:00Z", returned: [1], returnedAt: "2026-03-05T12:00:00Z" }),
  );

  expect(counts).toMatchObject({ ...none, linesRead: 8, applied: 8, merged: 1 });
  expect(await rows(shop, "orders")).toMatchObject([
    {
      id: "1",
      name: "#1",
      customer_id: "77",
      currency: "USD",
      original_total: "1250",
      current_total: "1000",
      country: "US",
      province: "NY",
    },
  ]);
  expect(await rows(shop, "order_line")).toMatchObject([
    { order_id: "1", id: "10000", product_id: "500", unit_price: "1000", quantity: 1, current_quantity: 1 },
    { order_id: "1", id: "10001", product_id: "501", unit_price: "250", quantity: 1, current_quantity: 0 },
  ]);
  expect(await rows(shop, "sale")).toMatchObject([
    {
      id: "100000",
      reason: "ORDER",
      day: "2026-02-28",
      action: "ORDER",
      product_id: "500",
      variant_id: "600",
      total: "1000",
      counted: true,
    },
    { id: "100001", reason: "ORDER", day: "2026-02-28", action: "ORDER", product_id: "501", total: "250", quantity: 1 },
    { id: "150001", reason: "REFUND", day: "2026-03-05", action: "RETURN", product_id: "501", total: "-250", quantity: -1 },
  ]);
});

test("what a load writes is marked dirty: its days and its customers", async () => {
  const shop = await givenShop();
  await load(shop, orderLines({ id: 1, placedAt: "2026-03-01T17:00:00Z", returned: [1], returnedAt: "2026-03-05T12:00:00Z" }));

  const marks = await withShop(shop.id, (tx) => tx.query("select kind, key from dirty order by kind, key"));

  expect(marks).toEqual([
    { kind: "customer", key: "77" },
    { kind: "day", key: "2026-03-01" },
    { kind: "day", key: "2026-03-05" },
  ]);
});

test("a second load changes nothing, writes nothing, and says so", async () => {
  const shop = await givenShop();
  const lines = [1, 2, 3].flatMap((id) => orderLines({ id, returned: [0] }));
  await load(shop, lines);
  const before = await ledger(shop);
  await withShop(shop.id, (tx) => tx.query("delete from dirty"));

  const counts = await load(shop, lines);

  expect(counts).toMatchObject({ ...none, linesRead: 24, unchanged: 24 });
  expect(await ledger(shop)).toEqual(before); // xmin included
  expect(await rows(shop, "dirty")).toEqual([]);
});

test("children are found wherever they stand: before their parents, and long after", async () => {
  const shop = await givenShop();
  const orders = [1, 2, 3, 4].flatMap((id) => orderLines({ id }));

  const counts = await load(shop, orders.toReversed());

  expect(counts).toMatchObject({ ...none, linesRead: 24, applied: 24 });
  expect(await rows(shop, "sale")).toHaveLength(8);
});
