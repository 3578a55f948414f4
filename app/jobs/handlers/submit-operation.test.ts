import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../../test/factories/installed-shops.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import type { BulkOperation } from "../../db/bulk-operation.ts";
import type { Shop } from "../../db/shop.ts";

const world = await startWorld([tradingShop({ handle: "twice", orders: 3 })]);
const { withShop } = await import("../../db.server.ts");
const { markSubmitting } = await import("../../db/bulk-operation-steps.ts");
const { currentSync } = await import("../../db/sync-progress.ts");
const { bulkDocument } = await import("../../shopify/bulk-operations/documents.ts");
const { submitBulkOperation } = await import("../../shopify/bulk-operations/submit.ts");
const { requestSync } = await import("../request-sync.ts");
const { startSync } = await import("./start-sync.ts");
const { submitOperation } = await import("./submit-operation.ts");

const stand = world.at("twice.myshopify.com");
let shop: Shop;

beforeAll(async () => {
  shop = await world.install("twice.myshopify.com");
  const { run } = await requestSync(shop);
  await startSync({ shopId: shop.id, runId: run.id });
});
afterAll(() => world.simulator.stop());

test("an export is submitted once, however often its job comes", async () => {
  const { id } = await operation("products");

  await submitOperation({ shopId: shop.id, operationId: id, waits: 0 });
  await submitOperation({ shopId: shop.id, operationId: id, waits: 0 });

  expect(await operation("products")).toMatchObject({ status: "exporting", attempts: 1, gid: stand.bulk.all[0]?.id });
  expect(stand.bulk.all).toHaveLength(1);
});

test("what a worker submitted before it died is found again instead of being submitted twice", async () => {
  const { id } = await operation("customers");
  const splitAt = (await currentSync(shop))?.splitAt ?? new Date(0);
  await withShop(shop.id, (tx) => markSubmitting(tx, id));
  const lost = await submitBulkOperation(shop.domain, bulkDocument("customers", { splitAt }));
  const before = stand.bulk.all.length;

  await submitOperation({ shopId: shop.id, operationId: id, waits: 0 });

  expect(stand.bulk.all).toHaveLength(before);
  expect(await operation("customers")).toMatchObject({ status: "exporting", gid: "gid" in lost ? lost.gid : null });
});

async function operation(resource: BulkOperation["resource"]): Promise<BulkOperation> {
  const found = (await currentSync(shop))?.operations.find((each) => each.resource === resource);
  if (!found) throw new Error(`no operation for ${resource}`);
  return found;
}
