import { fixedDecimal } from "../../../world/money.ts";
import type { Agreement, Movement } from "../../../world/movements.ts";
import type { Deal, OrderRecord } from "../../../world/order-record.ts";
import type { Body } from "../include-fields.ts";
import { lineItemBody } from "./line-item.ts";
import { localTime, moneySet, numeric, type Scene } from "./scene.ts";

/** Refunds are numbered apart from the agreements that record them. */
const FIRST_REFUND_ID = 900_000_000_000;

/** All refunds of an order, oldest first. */
export function refundBodies(order: OrderRecord, scene: Scene): readonly Body[] {
  return order.deals
    .filter(({ event }) => event.type === "order_returned" || event.type === "order_cancelled")
    .map((deal) => refundBody(order, deal, scene));
}

/** The body of refunds/create: what one return, refund or cancellation took back. */
export function refundBody(order: OrderRecord, deal: Deal, scene: Scene): Body {
  const { shop } = scene;
  const { currency } = shop.profile;
  const { presentment } = order.placed;
  const id = FIRST_REFUND_ID + deal.agreementId;
  const agreement = shop.records.orders.history(order).agreements.find((each) => each.id === deal.agreementId);
  const restocked = deal.event.type === "order_cancelled" || (deal.event.type === "order_returned" && deal.event.restocked === true);
  const at = localTime(deal.event.at, shop.clock);
  const back = (kind: Movement["kind"]) => movementsOf(agreement).filter((each) => each.kind === kind && each.cause === "came_back");
  const sum = (minor: number) => ({ amount: fixedDecimal(minor, currency), set: moneySet(minor, currency, presentment) });
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: numeric(order.placed.orderId),
    created_at: at,
    processed_at: at,
    note: null,
    user_id: null,
    restock: restocked,
    return: null,
    duties: [],
    total_duties_set: moneySet(0, currency, presentment),
    refund_line_items: [...back("goods"), ...back("gift_card")].map(({ saleId, units, line, price, discount, tax }) => ({
      id: saleId,
      line_item_id: numeric(line?.line.id ?? null),
      location_id: restocked ? numeric(shop.profile.locations[0]?.id ?? null) : null,
      quantity: units,
      restock_type: restocked ? "return" : "no_restock",
      subtotal: sum(price - discount).amount,
      subtotal_set: sum(price - discount).set,
      total_tax: sum(tax).amount,
      total_tax_set: sum(tax).set,
      line_item: line && lineItemBody(line, order.placed, scene),
    })),
    refund_shipping_lines: back("shipping").map(({ saleId, price, tax }) => ({
      id: saleId,
      subtotal_amount_set: sum(price).set,
      tax_amount_set: sum(tax).set,
    })),
    order_adjustments: movementsOf(agreement)
      .filter(({ kind }) => kind === "adjustment")
      .map(({ saleId, price, tax }) => ({
        id: saleId,
        refund_id: id,
        order_id: numeric(order.placed.orderId),
        kind: "refund_discrepancy",
        reason: "Refund discrepancy",
        amount: sum(price).amount,
        amount_set: sum(price).set,
        tax_amount: sum(tax).amount,
        tax_amount_set: sum(tax).set,
      })),
    transactions: [],
  };
}

function movementsOf(agreement: Agreement | undefined): readonly Movement[] {
  return agreement?.movements ?? [];
}
