import { reviveLetters, takeAsRead, type UnreadLetter, unreadLetters } from "../db/inbox-health.ts";
import type { Shop } from "../db/shop.ts";
import { withShop } from "../db.server.ts";
import { entryOf } from "../shopify/webhooks/delivery.ts";
import { openBody, sealBody } from "../shopify.server.ts";
import { enqueue } from "./queue.ts";

/**
 * Tries dead letters again, the one of that id or all of the shop's (null): those that failed are worked off anew, those that the door did
 * not understand are read once more by what it understands now. Says how many of them wait again; the others stay, with their reason.
 */
export async function retryWebhooks(shop: Shop, id: string | null): Promise<number> {
  if (id !== null && !/^[1-9]\d{0,17}$/.test(id)) return 0;
  return withShop(shop.id, async (tx) => {
    let waiting = await reviveLetters(tx, id);
    for (const letter of await unreadLetters(tx, id)) {
      const entry = readAgain(shop, letter);
      if (entry === null) continue;
      await takeAsRead(tx, letter.id, entry);
      waiting += 1;
    }
    if (waiting > 0) await enqueue(tx, { name: "drain-inbox", payload: { shopId: shop.id } });
    return waiting;
  });
}

/** What the letter is by the present understanding; null if it still cannot be read. Its signature was proved when it came. */
function readAgain(shop: Shop, { topic, webhookId, eventId, apiVersion, triggeredAt, sealed }: UnreadLetter) {
  const envelope = { signature: "", topic, shopDomain: shop.domain, webhookId, eventId, apiVersion };
  const body = Buffer.from(openBody(sealed, webhookId));
  const entry = entryOf({ ...envelope, triggeredAt: triggeredAt?.toISOString() ?? null }, body, sealBody);
  return entry === "other shop" || entry.status === "dead" ? null : entry;
}
