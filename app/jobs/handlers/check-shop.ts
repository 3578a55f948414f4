import { getShop } from "../../db/shop.ts";
import { lastSync } from "../../db/sync-progress.ts";
import type { Payload } from "../catalog.ts";
import { requestSync } from "../request-sync.ts";

/**
 * The nightly check of a shop: a run that asks what the shop is and grants, and then for whatever changed since the last one. A shop that
 * was never synced is left to its first visit.
 */
export async function checkShop({ shopId }: Payload<"check-shop">): Promise<void> {
  const shop = await getShop(shopId);
  if (shop.uninstalledAt !== null || (await lastSync(shop)) === null) return;
  await requestSync(shop, "incremental");
}
