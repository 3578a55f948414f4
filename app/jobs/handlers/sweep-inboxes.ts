import { hasWaiting, pruneInbox } from "../../db/inbox-work.ts";
import { installedShopIds } from "../../db/installed-shops.ts";
import { withShop } from "../../db.server.ts";
import type { JobContext } from "../job-context.ts";
import { enqueue } from "../queue.ts";

/** Looks through every shop for webhooks that wait and that no nudge has started on, and lets go what has been kept long enough. */
export async function sweepInboxes({ signal }: JobContext): Promise<void> {
  for (const shopId of await installedShopIds()) {
    signal.throwIfAborted();
    const isWaiting = await hasWaiting({ id: shopId });
    await withShop(shopId, async (tx) => {
      if (isWaiting) await enqueue(tx, { name: "drain-inbox", payload: { shopId } });
      await pruneInbox(tx);
    });
  }
}
