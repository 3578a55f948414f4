import { markApplied, type WaitingRecord } from "../../db/inbox-work.ts";
import { productsOfItems } from "../../db/inventory-products.ts";
import type { Shop } from "../../db/shop.ts";
import { withShop } from "../../db.server.ts";

/**
 * A stock level is fetched with the whole product that it belongs to: gives those products, each once, with the webhooks that wait for it.
 * A level whose product is not stored needs nothing: the product's own webhook, or the sync, brings it.
 */
export async function asProducts(
  shop: Shop,
  levels: readonly WaitingRecord[],
  products: readonly WaitingRecord[],
): Promise<WaitingRecord[]> {
  return withShop(shop.id, async (tx) => {
    const productOf = await productsOfItems(
      tx,
      levels.map(({ recordId }) => recordId),
    );
    const wanted = new Map(products.map((record) => [record.recordId, record]));
    for (const level of levels) {
      const productId = productOf.get(level.recordId);
      if (productId === undefined) {
        await markApplied(tx, level.rowIds, "its product is not known here");
        continue;
      }
      const known = wanted.get(productId) ?? { ...level, kind: "product", recordId: productId, rowIds: [] };
      wanted.set(productId, { ...known, rowIds: [...known.rowIds, ...level.rowIds] });
    }
    return [...wanted.values()];
  });
}
