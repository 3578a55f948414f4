import { markAllCheckoutDays } from "../db/checkout-days.ts";
import type { Shop } from "../db/shop.ts";
import { countChange } from "../db/shop-change.ts";
import { type ShopSettings, saveSettings } from "../db/shop-settings.ts";
import { withShop } from "../db.server.ts";
import { enqueue } from "./queue.ts";

/**
 * Keeps what a shop has chosen and tells its open pages. Where checkouts count as abandoned earlier or later than before, all that is known
 * of them is reckoned anew.
 */
export async function changeSettings(shop: Pick<Shop, "id" | "settings">, settings: ShopSettings): Promise<void> {
  await withShop(shop.id, async (tx) => {
    await saveSettings(tx, settings);
    if (settings.abandonedAfterMinutes !== shop.settings.abandonedAfterMinutes) {
      await markAllCheckoutDays(tx);
      await enqueue(tx, { name: "rebuild-rollups", payload: { shopId: shop.id } });
    }
    await countChange(tx);
  });
}
