/** A shop's burst of events on few orders: until each is applied and in the figures, at what Shopify lets an app ask for. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuild } from "../../demo/build.ts";
import { keepRunning } from "../../demo/child.ts";
import { environment } from "../../demo/environment.ts";
import { keptIn } from "../../demo/kept.ts";
import { Stored } from "../../demo/soak/stored.ts";
import { Visitor } from "../../demo/visitor.ts";
import { startEmbedded } from "../../prisma/embedded.ts";
import { freePort } from "../../prisma/embedded-state.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { startSimulator } from "../../simulator/server/start.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";

const DOMAIN = "burst.myshopify.com";
/** Of a shop with about 1,200 orders. */
const SCALE = 0.1;
const AT_ONCE = 500;
const PATIENCE_MS = 10 * 60_000;

export type Burst = {
  readonly events: number;
  readonly orders: number;
  /** From the first event until all are applied and the figures follow. */
  readonly seconds: number;
  readonly points: number;
  readonly graphqlCalls: number;
  /** Webhooks that came, and orders that are not stored as the shop has them. */
  readonly webhooks: number;
  readonly wrong: number;
};

/**
 * So many events on so many orders of one shop, as fast as they can happen, with the whole house at work: web, worker, database and the
 * stand-in.
 */
export async function burst(events: number, orders: number): Promise<Burst> {
  const folder = mkdtempSync(join(tmpdir(), "tillwise-bench-burst-"));
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const kept = keptIn(folder);
    await ensureBuild();
    const server = await startEmbedded({ folder });
    ends.push(() => server.stop());
    const database = await prepareEmbedded(server);
    const app = `http://localhost:${await freePort(0)}`;
    const simulator = await startSimulator({
      port: 0,
      shops: [demoShop({ seed: 7, today: kept.firstStartOn, scale: SCALE, domain: DOMAIN })],
      appUrl: app,
      apiKey: kept.apiKey,
      apiSecret: kept.apiSecret,
      subscriptions: new URL("../../shopify.app.toml", import.meta.url),
    });
    ends.push(() => simulator.stop());
    const env = environment(kept, { app, simulator: simulator.url }, database.app);
    const shared = { logs: join(folder, "logs"), say: () => undefined, onGivenUp: (reason: string) => console.error(reason) };
    const worker = keepRunning({
      ...shared,
      name: "worker",
      program: "worker/main.ts",
      env: { ...env, DATABASE_OWNER_URL: database.owner },
    });
    ends.push(() => worker.stop());
    const web = keepRunning({ ...shared, name: "web", program: "server.ts", env });
    ends.push(() => web.stop());
    await until(async () => (await fetch(`${app}/healthz`).catch(() => null))?.ok === true);

    const hosted = simulator.platform.find(DOMAIN);
    if (!hosted) throw new Error(`The stand-in has no shop ${DOMAIN}.`);
    const { name, currency, timeZone } = hosted.shop.profile;
    const shop = { domain: DOMAIN, name, currency, timeZone };
    const visitor = new Visitor({
      adminUrl: `${simulator.url}/store/${hosted.handle}/apps/tillwise/app`,
      simulator: simulator.url,
      app,
      shop,
    });
    await visitor.install();
    await visitor.requestSync();
    const look = <Result>(work: (stored: Stored) => Promise<Result>) => Stored.with(database, DOMAIN, work);
    await until(async () => (await look((stored) => stored.lastRun()))?.status === "done");
    await until(async () => (await look((stored) => stored.waiting())).dirty === 0);

    const chosen = [...hosted.shop.records.orders.all].slice(-orders).map(({ placed }) => placed.orderId);
    const { pointsSpent, graphqlCalls } = hosted.counters;
    const startedAt = performance.now();
    for (let first = 0; first < events; first += AT_ONCE) {
      const at = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
      const some = Array.from({ length: Math.min(AT_ONCE, events - first) }, (_, n) => ({
        type: "order_changed",
        at,
        orderId: chosen[(first + n) % chosen.length],
        tags: [`event ${first + n}`],
      }));
      const answer = await fetch(`${simulator.url}/control/shops/${DOMAIN}/events`, { method: "POST", body: JSON.stringify(some) });
      if (!answer.ok) throw new Error(`The stand-in answered ${answer.status}: ${await answer.text()}`);
    }
    await until(async () => {
      if (simulator.platform.webhooks.of(hosted).counts.waiting > 0) return false;
      const { waiting, dirty, run } = await look((stored) => stored.waiting());
      return waiting === 0 && dirty === 0 && run === null;
    });
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const stored = (await look((each) => each.records())).orders;
    const wrong = chosen.filter((id) => stored.get(id)?.tags !== hosted.shop.records.orders.find(id)?.tags.join()).length;
    return {
      events,
      orders: chosen.length,
      seconds,
      points: Math.round(hosted.counters.pointsSpent - pointsSpent),
      graphqlCalls: hosted.counters.graphqlCalls - graphqlCalls,
      webhooks: simulator.platform.webhooks.of(hosted).counts.delivered,
      wrong,
    };
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await condition()); await sleep(200))
    if (Date.now() > end) throw new Error(`It has not come to that: ${condition}`);
}
