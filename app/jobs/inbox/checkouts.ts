import { keepCart } from "../../db/cart.ts";
import { keepCheckout } from "../../db/checkout.ts";
import { keptFields } from "../../db/inbox-fields.ts";
import { markApplied, markDead, type WaitingRecord } from "../../db/inbox-work.ts";
import type { Shop } from "../../db/shop.ts";
import type { ShopTransaction } from "../../db.server.ts";
import { Refusal } from "../../ingest/records/refusal.ts";
import { readCart } from "../../ingest/webhooks/kept-cart.ts";
import { readCheckout } from "../../ingest/webhooks/kept-checkout.ts";
import { logger } from "../../logger.server.ts";
import { inTurn, remove } from "./load-records.ts";

/**
 * A cart or a checkout under way changed: what its webhooks said, one after the other, is all that there is to know of it. One that cannot be
 * read becomes a dead letter by itself; what the others said holds.
 */
export async function checkoutChanged(shop: Shop, record: WaitingRecord): Promise<void> {
  await inTurn(shop, record, async (tx) => {
    if (record.deletedAt !== null) return remove(tx, "abandoned_checkout", record);
    const refused = new Map<string, string>();
    for (const { rowId, fields } of await keptFields(tx, record.rowIds)) {
      const reason = await keep(tx, shop, record, fields);
      if (reason !== null) refused.set(rowId, reason);
    }
    for (const [rowId, reason] of refused) {
      logger.warn({ shop: shop.domain, kind: record.kind, record: record.recordId, error: reason }, "a webhook could not be read");
      await markDead(tx, [rowId], reason);
    }
    await markApplied(
      tx,
      record.rowIds.filter((rowId) => !refused.has(rowId)),
    );
  });
}

/** Takes in what one webhook said; gives the reason where it cannot be read, and nothing is written then. */
async function keep(tx: ShopTransaction, shop: Shop, { kind }: WaitingRecord, fields: string): Promise<string | null> {
  try {
    if (kind === "cart") await keepCart(tx, readCart(fields, shop));
    else await keepCheckout(tx, readCheckout(fields));
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
