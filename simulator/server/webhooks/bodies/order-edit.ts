import type { Deal, OrderRecord } from "../../../world/order-record.ts";
import type { Body } from "../include-fields.ts";
import { localTime, numeric, type Scene } from "./scene.ts";

/** The body of orders/edited: which units came and went. The order itself is not in it. */
export function orderEditBody(order: OrderRecord, deal: Deal, { shop }: Scene): Body {
  const at = localTime(deal.event.at, shop.clock);
  const { added = [], increased = [], reduced = [] } = deal.event.type === "order_edited" ? deal.event : {};
  return {
    order_edit: {
      id: deal.agreementId,
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: numeric(order.placed.orderId),
      staff_note: "",
      user_id: null,
      line_items: {
        additions: [
          ...added.map(({ id, quantity }) => ({ id: numeric(id), delta: quantity })),
          ...increased.map(({ lineId, by }) => ({ id: numeric(lineId), delta: by })),
        ],
        removals: reduced.map(({ lineId, quantity }) => ({ id: numeric(lineId), delta: quantity })),
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}
