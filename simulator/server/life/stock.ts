import type { Id, InventoryChanged, TradeEvent } from "../../world/events.ts";
import type { ShopRecords } from "../../world/shop.ts";

/**
 * What an event does to stock: ordered goods leave, restocked ones come back. Looks at the order before the event; the function that comes
 * back makes the counts, once the event has happened, at the location where most of each variant lies.
 */
export function stockMoves(event: TradeEvent, { orders, catalog }: ShopRecords): () => InventoryChanged[] {
  const moved = unitsMoved(event, (orderId) => {
    const order = orders.find(orderId);
    return new Map((order ? orders.history(order).lines : []).map(({ line, left }) => [line.id, { variantId: line.variantId, left }]));
  });
  return () =>
    [...moved].flatMap(([variantId, units]): InventoryChanged[] => {
      const variant = catalog.variant(variantId);
      const [fullest] = Object.entries(variant?.available ?? {}).sort(([, a], [, b]) => b - a);
      if (!variant?.tracked || !fullest || units === 0) return [];
      const [locationId, available] = fullest;
      return [
        { type: "inventory_changed", at: event.at, inventoryItemId: variant.inventoryItemId, locationId, available: available + units },
      ];
    });
}

type Lines = ReadonlyMap<Id, { readonly variantId: Id | null; readonly left: number }>;

/** Units by variant: more on the shelf, or fewer. */
function unitsMoved(event: TradeEvent, linesOf: (orderId: Id) => Lines): Map<Id, number> {
  const moved = new Map<Id, number>();
  const move = (variantId: Id | null | undefined, units: number): void => {
    if (variantId) moved.set(variantId, (moved.get(variantId) ?? 0) + units);
  };
  if (event.type === "order_placed") {
    for (const { variantId, quantity } of event.lines) move(variantId, -quantity);
  } else if (event.type === "order_edited") {
    const lines = linesOf(event.orderId);
    for (const { variantId, quantity } of event.added ?? []) move(variantId, -quantity);
    for (const { lineId, by } of event.increased ?? []) move(lines.get(lineId)?.variantId, -by);
    for (const { lineId, quantity } of event.reduced ?? []) move(lines.get(lineId)?.variantId, quantity);
  } else if (event.type === "order_returned") {
    const lines = linesOf(event.orderId);
    for (const { lineId, quantity } of (event.restocked && event.lines) || []) move(lines.get(lineId)?.variantId, quantity);
    for (const { variantId, quantity } of event.exchange ?? []) move(variantId, -quantity);
  } else if (event.type === "order_cancelled") {
    for (const { variantId, left } of linesOf(event.orderId).values()) move(variantId, left);
  }
  return moved;
}
