import { hasRequests } from "../../db/compliance-requests.ts";
import { pruneDataRequests } from "../../db/data-request.ts";
import { addUpCounts, hasWaiting, pruneInbox } from "../../db/inbox-work.ts";
import { allShopIds, installedShopIds } from "../../db/installed-shops.ts";
import { pruneCheckouts } from "../../db/old-checkouts.ts";
import { shortLeft } from "../../db/short-records.ts";
import { withShop } from "../../db.server.ts";
import type { JobContext } from "../job-context.ts";
import { enqueue } from "../queue.ts";

/**
 * Looks through every shop for webhooks that wait and that no nudge has started on, and for records that a run has left without children,
 * and lets go what has been kept long enough. Where the app was taken away only what the law asks for is looked for.
 */
export async function sweepInboxes({ signal }: JobContext): Promise<void> {
  const installed = new Set(await installedShopIds());
  for (const shopId of await allShopIds()) {
    signal.throwIfAborted();
    const isWaiting = (await hasRequests({ id: shopId })) || (installed.has(shopId) && (await hasWaiting({ id: shopId })));
    await withShop(shopId, async (tx) => {
      if (isWaiting || (installed.has(shopId) && (await shortLeft(tx, 1)).length > 0))
        await enqueue(tx, { name: "drain-inbox", payload: { shopId } });
      await pruneInbox(tx);
      await addUpCounts(tx);
      await pruneCheckouts(tx);
      await pruneDataRequests(tx);
    });
  }
}
