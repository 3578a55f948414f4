import type { AgreementOrders } from "./agreement-orders.ts";
import { gid, instant, type Wire, word } from "./readers.ts";
import type { RecordKind, ShopContext } from "./record.ts";

const reasons = new Set(["ORDER", "ORDER_EDIT", "REFUND", "RETURN", "UNKNOWN"]);

/** An agreement of the sales ledger, of any of its types. */
export const agreement: RecordKind = { table: "agreement", columns: ["order_id", "id", "reason", "happened_at"], row };

function row(wire: Wire, _shop: ShopContext, orders: AgreementOrders): string {
  const orderId = gid(wire.__parentId, "__parentId", "Order");
  const id = gid(wire.id, "id");
  const columns = `${orderId}\t${id}\t${word(wire.reason, "reason", reasons)}\t${instant(wire.happenedAt, "happenedAt")}`;
  orders.remember(id, orderId);
  return columns;
}
