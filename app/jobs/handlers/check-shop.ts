import { getShop } from "../../db/shop.ts";
import { lastSync } from "../../db/sync-run.ts";
import { askShopify } from "../../shopify/authenticate-shop.ts";
import type { Payload } from "../catalog.ts";
import { requestSync } from "../request-sync.ts";

/**
 * The nightly check of a shop: what it is and what it grants is asked for, and then whatever changed since the last run. A shop that was never
 * synced is left to its first visit. Throws a ShopifyError.
 */
export async function checkShop({ shopId }: Payload<"check-shop">): Promise<void> {
  const shop = await getShop(shopId);
  if (shop.uninstalledAt !== null || (await lastSync(shop)) === null) return;
  await askShopify(shop.domain);
  await requestSync(shop, "incremental");
}
