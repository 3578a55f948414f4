import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { tradingShop } from "../factories/trade.ts";

const world = await startWorld([tradingShop({ handle: "alpha", orders: 5 })]);
const { startWorker } = await import("../../app/jobs/worker.ts");
const product = await import("../../app/routes/app.products.$id.tsx");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
let alpha: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  await synced(alpha);
});

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("the only variant of a product goes by its SKU, not by what Shopify calls it", async () => {
  const token = issueSessionToken(world.simulator.platform, world.at(alpha.domain));
  const headers = { authorization: `Bearer ${token}`, "user-agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  const request = new Request(`${process.env.SHOPIFY_APP_URL}/app/products/3001?range=last30`, { headers });
  const { sold } = await product.loader({ request, params: { id: "3001" }, context: {} });

  expect(sold?.variants).toMatchObject([{ title: "", sku: "SKU-1", inCatalogue: true }]);
});
