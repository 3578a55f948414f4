import type { CheckoutEvent, OrderEvent, TradeEvent } from "../../world/events.ts";
import type { OrderRecord } from "../../world/order-record.ts";
import { cartBody } from "./bodies/cart.ts";
import { inventoryLevelBody, productBody } from "./bodies/catalog.ts";
import { checkoutBody, deletedCheckoutBody } from "./bodies/checkout.ts";
import { customerBody, deletedCustomerBody, mergedCustomersBody } from "./bodies/customer.ts";
import { orderBody } from "./bodies/order.ts";
import { orderEditBody } from "./bodies/order-edit.ts";
import { refundBody } from "./bodies/refund.ts";
import { numeric, type Scene } from "./bodies/scene.ts";
import { shopBody } from "./bodies/shop.ts";
import type { Body } from "./include-fields.ts";

/** A topic that an event causes, with its body as things stand when it is made. */
export type Announcement = readonly [topic: string, body: () => Body];

/**
 * Looks at a shop before an event; the function that comes back says, once the event has happened, which webhooks it causes. Of one event
 * there are several: an order that is placed is created, paid, and changes its customer.
 */
export function announcementsOf(event: TradeEvent, scene: Scene): () => Announcement[] {
  const { orders, carts, checkouts } = scene.shop.records;
  switch (event.type) {
    case "order_placed":
    case "order_changed":
    case "order_edited":
    case "order_returned":
    case "order_cancelled":
    case "order_deleted":
      return ofOrder(event, orders.find(event.orderId), scene);
    case "cart_changed": {
      const isNew = carts.find(event.cartToken) === null;
      return () => given(carts.find(event.cartToken), (cart) => [[isNew ? "carts/create" : "carts/update", () => cartBody(cart, scene)]]);
    }
    case "checkout_changed":
    case "checkout_abandoned":
    case "checkout_recovered":
    case "checkout_deleted": {
      const isNew = checkouts.find(event.checkoutId) === null;
      return () => ofCheckout(event, isNew, scene);
    }
    case "time_zone_changed":
    case "currency_changed":
      return () => [["shop/update", () => shopBody(scene, Date.parse(event.at))]];
    case "customer_created":
      return () => ofCustomer("customers/create", event.customerId, scene);
    case "customer_updated":
      return () => ofCustomer("customers/update", event.customerId, scene);
    case "customer_deleted":
      return () => [["customers/delete", () => deletedCustomerBody(event.customerId)]];
    case "customer_merged":
      return () => [
        ["customers/merge", () => mergedCustomersBody(event.customerId, event.intoCustomerId)],
        ...ofCustomer("customers/update", event.intoCustomerId, scene),
      ];
    case "product_created":
      return () => ofProduct("products/create", event.productId, scene);
    case "product_changed":
      return () => ofProduct("products/update", event.productId, scene);
    case "product_deleted":
      return () => [["products/delete", () => ({ id: numeric(event.productId) })]];
    case "inventory_changed": {
      const { inventoryItemId, locationId } = event;
      return () =>
        given(scene.shop.records.catalog.variantOfItem(inventoryItemId), (variant) => [
          ["inventory_levels/update", () => inventoryLevelBody(variant, locationId, scene)],
          ...ofProduct("products/update", variant.productId, scene),
        ]);
    }
  }
}

function ofOrder(event: OrderEvent, before: OrderRecord | null, scene: Scene): () => Announcement[] {
  const { orders, checkouts } = scene.shop.records;
  const [wasPaid, buyer] = [before?.paid ?? false, before?.customerId ?? null];
  if (event.type === "order_deleted")
    return () => [["orders/delete", () => ({ id: numeric(event.orderId) })], ...ofCustomer("customers/update", buyer, scene)];
  return () => {
    const order = orders.find(event.orderId);
    if (!order) return [];
    const body = () => orderBody(order, scene);
    const checkout = event.type === "order_placed" && event.checkoutToken ? checkouts.withToken(event.checkoutToken) : null;
    return [
      [event.type === "order_placed" ? "orders/create" : "orders/updated", body],
      ...(order.paid && !wasPaid ? [["orders/paid", body] as const] : []),
      ...(event.type === "order_cancelled" ? [["orders/cancelled", body] as const] : []),
      ...ofDeal(event, order, scene),
      ...given(checkout, (done): Announcement[] => [["checkouts/update", () => checkoutBody(done, scene)]]),
      ...ofCustomer("customers/update", order.customerId, scene),
    ];
  };
}

/** What only edits and refunds cause; a cancelled order is refunded where it was paid. */
function ofDeal({ type }: OrderEvent, order: OrderRecord, scene: Scene): Announcement[] {
  return given(order.deals.at(-1) ?? null, (deal) => {
    if (type === "order_edited") return [["orders/edited", () => orderEditBody(order, deal, scene)]];
    const isRefund = type === "order_returned" || (type === "order_cancelled" && order.paid);
    return isRefund ? [["refunds/create", () => refundBody(order, deal, scene)]] : [];
  });
}

function ofCustomer(topic: string, id: string | null, scene: Scene): Announcement[] {
  const customer = id === null ? null : scene.shop.records.customers.find(id);
  return given(customer, (found) => [[topic, () => customerBody(found, scene)]]);
}

function ofProduct(topic: string, id: string, scene: Scene): Announcement[] {
  return given(scene.shop.records.catalog.product(id), (product) => [[topic, () => productBody(product, scene)]]);
}

function ofCheckout(event: CheckoutEvent, isNew: boolean, scene: Scene): Announcement[] {
  const { checkoutId } = event;
  if (event.type === "checkout_deleted") return [["checkouts/delete", () => deletedCheckoutBody(checkoutId)]];
  return given(scene.shop.records.checkouts.find(checkoutId), (checkout) => [
    [isNew ? "checkouts/create" : "checkouts/update", () => checkoutBody(checkout, scene)],
  ]);
}

function given<Kept>(record: Kept | null, announce: (record: Kept) => Announcement[]): Announcement[] {
  return record === null ? [] : announce(record);
}
