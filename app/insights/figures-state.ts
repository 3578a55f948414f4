import type { Shop } from "../db/shop.ts";
import { changeVersion } from "../db/shop-change.ts";
import { single } from "./define-insight.ts";
import { freshness } from "./freshness.ts";
import { history } from "./history.ts";

/**
 * What a page says of all its figures: the `version` that tells them from later ones, as of when they are, the first day that has any
 * (today, where none has: then `isEmpty`) and the shop's today. To be asked before the figures: a page may then look again once too often,
 * and never once too seldom.
 */
export async function figuresState(shop: Shop) {
  const version = await changeVersion(shop);
  const [asOf, { historyFrom }] = await Promise.all([freshness(shop, {}).then(single), history(shop, {}).then(single)]);
  return { version, freshness: asOf, firstDay: historyFrom ?? shop.today, isEmpty: historyFrom === null, today: shop.today };
}
