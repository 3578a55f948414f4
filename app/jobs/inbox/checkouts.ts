import { keepCart } from "../../db/cart.ts";
import { keepCheckout } from "../../db/checkout.ts";
import { deleteRecord } from "../../db/deletion.ts";
import { keptFields } from "../../db/inbox-fields.ts";
import { markApplied, type WaitingRecord } from "../../db/inbox-work.ts";
import type { Shop } from "../../db/shop.ts";
import { readCart } from "../../ingest/webhooks/kept-cart.ts";
import { readCheckout } from "../../ingest/webhooks/kept-checkout.ts";
import { inTurn } from "./load-records.ts";

/** A cart or a checkout under way changed: what its webhooks said, one after the other, is all that there is to know of it. */
export async function checkoutChanged(shop: Shop, record: WaitingRecord): Promise<void> {
  await inTurn(shop, record, async (tx) => {
    for (const kept of await keptFields(tx, record.rowIds)) {
      if (record.kind === "cart") await keepCart(tx, readCart(kept, shop));
      else await keepCheckout(tx, readCheckout(kept));
    }
    if (record.deletedAt !== null) await deleteRecord(tx, "abandoned_checkout", record.recordId, record.deletedAt);
    await markApplied(tx, record.rowIds);
  });
}
