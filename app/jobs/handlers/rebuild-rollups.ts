import { withShop } from "../../db.server.ts";
import { markAllWhereBehind } from "../../rollups/mark-all.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import type { Payload } from "../catalog.ts";

/** Rebuilds all of a shop's rollups that an older version has written. Begun again it goes on with what is still marked. */
export async function rebuildRollups({ shopId }: Payload<"rebuild-rollups">): Promise<void> {
  await withShop(shopId, markAllWhereBehind);
  await refreshDirty({ id: shopId });
}
