import { flag, gid, instant, isWire, money, object, text, textOrNull, type Wire, whole, wholeOrNull } from "./readers.ts";
import type { RecordKind, ShopContext } from "./record.ts";

const columns = "product_id id title sku position price currency inventory_item_id inventory_quantity tracked updated_at level_count".split(
  " ",
);

/** A variant of a product, with its inventory item. Its price names no currency: it is the shop's. */
export const variant: RecordKind = { table: "variant", columns, row };

function row(wire: Wire, shop: ShopContext): string {
  const item = object(wire.inventoryItem, "inventoryItem");
  const levels = isWire(item.locationsCount) ? item.locationsCount.count : null;
  return `${gid(wire.__parentId, "__parentId", "Product")}\t${gid(wire.id, "id", "ProductVariant")}\t${text(wire.title, "title")}\t${textOrNull(
    wire.sku,
    "sku",
  )}\t${whole(wire.position, "position")}\t${money(wire.price, "price", shop.currency)}\t${shop.currency}\t${gid(
    item.id,
    "inventoryItem.id",
    "InventoryItem",
  )}\t${wholeOrNull(wire.inventoryQuantity, "inventoryQuantity")}\t${flag(
    item.tracked,
    "inventoryItem.tracked",
  )}\t${instant(wire.updatedAt, "updatedAt")}\t${wholeOrNull(levels, "inventoryItem.locationsCount.count")}`;
}
