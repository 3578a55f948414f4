import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { tradingShop } from "../factories/trade.ts";

const world = await startWorld([tradingShop({ handle: "alpha", orders: 5 })]);
const { startWorker } = await import("../../app/jobs/worker.ts");
const { pool } = await import("../../app/db.server.ts");
const page = await import("../../app/routes/app.matches-shopify._index.tsx");

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

test("the page knows what will be missing where Shopify has refused before, and forgets it with the next answer", async () => {
  const hosted = world.at(alpha.domain);
  expect(await look()).toEqual({ expected: null, outcome: "answered" });

  hosted.protectedDataApproved = false;
  expect(await look()).toEqual({ expected: null, outcome: "customer-data" });
  expect(await look()).toEqual({ expected: "customer-data", outcome: "customer-data" });

  hosted.protectedDataApproved = true;
  expect(await look()).toEqual({ expected: "customer-data", outcome: "answered" });
  expect(await look()).toEqual({ expected: null, outcome: "answered" });
});

test("without the permission it is the permission that is missing", async () => {
  const scopes = "update shop set scopes = $2 where id = $1";
  await pool.query(scopes, [alpha.id, alpha.scopes.filter((scope) => scope !== "read_reports")]);
  try {
    expect(await look()).toMatchObject({ expected: "scope" });
  } finally {
    await pool.query(scopes, [alpha.id, [...alpha.scopes]]);
  }
});

/** What the page takes the room of while Shopify is asked, and what came of it. */
async function look() {
  const token = issueSessionToken(world.simulator.platform, world.at(alpha.domain));
  const headers = { authorization: `Bearer ${token}`, "user-agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  const request = new Request(`${process.env.SHOPIFY_APP_URL}/app/matches-shopify?range=last30`, { headers });
  const { missing: expected, report } = await page.loader({ request, params: {}, context: {} });
  const outcome = await report;
  return { expected, outcome: outcome?.kind === "denied" ? outcome.missing : outcome?.kind };
}
