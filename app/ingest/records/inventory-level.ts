import { gid, instant, object, type Wire, whole } from "./readers.ts";
import type { RecordKind } from "./record.ts";
import { refusal } from "./refusal.ts";

const columns = ["inventory_item_id", "location_id", "available", "on_hand", "updated_at"];

/** What lies of an inventory item at a location. `item` says whose it is: the parent of such a line is not to be relied on. */
export const inventoryLevel: RecordKind = { table: "inventory_level", columns, row };

function row(wire: Wire): string {
  return `${gid(object(wire.item, "item").id, "item.id", "InventoryItem")}\t${gid(object(wire.location, "location").id, "location.id", "Location")}\t${quantity(
    wire.quantities,
    "available",
  )}\t${quantity(wire.quantities, "on_hand")}\t${instant(wire.updatedAt, "updatedAt")}`;
}

function quantity(quantities: unknown, name: string): string {
  if (!Array.isArray(quantities)) throw refusal("quantities", quantities, "is no list");
  const named = quantities.map((item: unknown) => object(item, "quantities")).find((item) => item.name === name);
  return whole(named?.quantity, `quantities.${name}`);
}
