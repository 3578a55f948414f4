import { randomUUID } from "node:crypto";
import type { Shop } from "../../app/db/shop.ts";
import type { TradeEvent } from "../../simulator/world/events.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { startWorld } from "./installed-shops.ts";
import { now } from "./placed.ts";
import { until } from "./until.ts";

/**
 * Shops whose trade the app follows: the stand-in for Shopify, the app's door for webhooks, a worker behind it, and what a test does and sees
 * there. To be called before anything of app/ is imported.
 */
export async function followShops(shops: readonly SimulatedShop[]) {
  const world = await startWorld(shops);
  const { deliver } = await import("../webhooks/deliver.ts");
  const { startWorker } = await import("../../app/jobs/worker.ts");
  const { withShop } = await import("../../app/db.server.ts");
  const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");

  /** Rows of a table that are the shop's. */
  async function count(shop: Shop, table: string, condition = "true"): Promise<number> {
    const [row] = await withShop(shop.id, (tx) =>
      tx.query(`select count(*)::int as count from ${table} where shop_id = ${shop.id} and ${condition}`),
    );
    return Number(row?.count);
  }

  return {
    ...world,
    count,

    /** Lets something happen at the shop, of which nobody tells the app. */
    happens(shop: Shop, ...events: TradeEvent[]): void {
      for (const event of events) world.at(shop.domain).shop.apply(event);
    },

    /** Tells the app by a webhook. */
    async told(shop: Shop, topic: string, body: unknown, at = now()): Promise<void> {
      const headers = { "X-Shopify-Triggered-At": at };
      const { status } = await deliver({ topic, shop: shop.domain, body, webhookId: randomUUID(), headers });
      if (status !== 200) throw new Error(`the door answered ${topic} with ${status}`);
    },

    /** Waits until all that was told is in, and in the figures. */
    settled(shop: Shop): Promise<void> {
      return until(async () => (await count(shop, "inbox", "status = 'waiting'")) + (await count(shop, "dirty")) === 0, 30_000);
    },

    /** The days that had any trade, as the app has them. */
    figures(shop: Shop) {
      return withShop(shop.id, (tx) =>
        tx.query(`select day::text, orders::int, gross::text, returns::text, taxes::text, shipping::text, units_sold::int
                  from daily_sales where orders <> 0 or gross <> 0 or returns <> 0 or taxes <> 0 or shipping <> 0 order by day`),
      );
    },

    /** The same as the shop's own books have them. */
    books(shop: Shop) {
      const days = world.at(shop.domain).shop.books.days();
      return days
        .filter((day) => day.orders || day.gross_sales || day.returns || day.taxes || day.shipping_charges)
        .map((day) => ({
          day: day.day,
          orders: Number(day.orders),
          gross: String(day.gross_sales),
          returns: String(day.returns),
          taxes: String(day.taxes),
          shipping: String(day.shipping_charges),
          units_sold: Number(day.units_sold),
        }));
    },

    async stop(): Promise<void> {
      await worker.stop();
      await world.simulator.stop();
    },
  };
}
