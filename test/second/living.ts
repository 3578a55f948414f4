import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Shop } from "../../app/db/shop.ts";
import { withShop } from "../../app/db.server.ts";
import type { HostedShop } from "../../simulator/server/hosted-shop.ts";
import { happen } from "../../simulator/server/life/happen.ts";
import { readSubscriptions } from "../../simulator/server/webhooks/subscriptions.ts";
import type { TradeEvent } from "../../simulator/world/events.ts";
import type { OrderRecord } from "../../simulator/world/order-record.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { openDoor } from "../factories/door.ts";
import type { World } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import type { Heard } from "./heard.ts";
import { shopifyGroupOf } from "./shown-customer.ts";
import { visits } from "./visits.ts";

const HEARD_MS = 5 * 60_000;
/** Events told of at once: fewer than would make the app take them for a flood, which it leaves to an export. */
const AT_ONCE = 200;

/**
 * Lets a synced shop live on until now, and the app hear of it by the simulator's own webhooks at the app's own door; in the middle of it the
 * shop is synced once more, so that some of what is listed was told of before, and some is told of after. A worker has to be there.
 */
export async function liveOn({ simulator }: World, hosted: HostedShop, shop: Shop, cutOffMinutes: number): Promise<Heard> {
  const { platform } = simulator;
  const { records, events } = hosted.shop;
  const listed = new Map([...records.checkouts.abandoned].map((checkout) => [checkout.id, checkout]));
  const toldFrom = events.length;
  const deleted: OrderRecord[] = [];
  const [door, formerUrl] = [await openDoor(), platform.app.url];
  platform.app.url = door.url;
  platform.webhooks.subscriptions = readSubscriptions(new URL("../../shopify.app.toml", import.meta.url));
  const fromMs = Date.parse(events.at(-1)?.at ?? "");
  const life = visits(hosted.shop, { fromMs, untilMs: Date.now(), cutOffMinutes });
  const middle = Math.floor(life.length / 2);
  const groups = groupsOf(hosted.shop);
  try {
    await told(life.slice(0, middle));
    const { status } = await synced(shop);
    if (status !== "done") throw new Error(`the second sync is ${status}`);
    for (const checkout of records.checkouts.abandoned) listed.set(checkout.id, checkout);
    await told(life.slice(middle));
    await told(touchesOf(hosted.shop, groups, life));
  } finally {
    platform.webhooks.subscriptions = { apiVersion: "", list: [] };
    platform.app.url = formerUrl;
    door.close();
  }
  return { listed, toldFrom, deleted };

  /** Lets it happen bit by bit, and waits until the app has taken each bit in: it is to know of an order before that is deleted. */
  async function told(part: readonly TradeEvent[]): Promise<void> {
    let bit: TradeEvent[] = [];
    for (const event of part) {
      if (event.type === "order_deleted" || bit.length === AT_ONCE) {
        await heard(bit);
        bit = [];
      }
      bit.push(event);
    }
    await heard(bit);
  }

  async function heard(bit: readonly TradeEvent[]): Promise<void> {
    for (const event of bit) {
      const gone = event.type === "order_deleted" ? records.orders.find(event.orderId) : null;
      if (gone) deleted.push({ ...gone });
      happen(platform.webhooks, hosted, event);
    }
    for (const deadline = Date.now() + HEARD_MS; ; await sleep(100)) {
      hosted.bucket.reset(); // waiting for points is not what is checked
      const open = { sent: platform.webhooks.of(hosted).counts.waiting, ...(await left(shop)) };
      if (open.sent + open.inbox + open.dirty === 0) return;
      if (Date.now() > deadline) throw new Error(`the app has not heard of everything: ${JSON.stringify(open)}`);
    }
  }
}

function groupsOf(shop: SimulatedShop): Map<string, string | null> {
  return new Map([...shop.records.customers.all].map(({ id }) => [id, shopifyGroupOf(shop, id)]));
}

/** Shopify moves customers to another group when others buy, and no webhook says so: whoever may be in another one now is told of once more. */
function touchesOf(shop: SimulatedShop, before: ReadonlyMap<string, string | null>, life: readonly TradeEvent[]): TradeEvent[] {
  const bought = new Set(life.flatMap((event) => (event.type === "order_placed" ? [event.customerId] : [])));
  const moved = [...groupsOf(shop)].filter(([id, group]) => bought.has(id) || before.get(id) !== group);
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  return moved.map(([customerId]) => ({ type: "customer_updated", at, customerId }));
}

const counts = z.tuple([z.object({ inbox: z.number(), dirty: z.number() })]);

/** What waits to be worked off, and to be reckoned. */
async function left(shop: Shop) {
  const waiting = "select count(*)::int from inbox where status <> 'applied'";
  const rows = await withShop(shop.id, (tx) => tx.query(`select (${waiting}) as inbox, (select count(*)::int from dirty) as dirty`));
  return counts.parse(rows)[0];
}
