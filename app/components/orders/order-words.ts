import type { CustomerKind, OrderState, ShownOrders } from "../../lib/order-query.ts";

/** Shopify's own channels by their handles; those of other apps are named by theirs, or by the app's number. */
const channels: Readonly<Record<string, string>> = {
  web: "Online Store",
  pos: "Point of Sale",
  shopify_draft_order: "Draft orders",
  iphone: "Shopify for iPhone",
  android: "Shopify for Android",
  checkout_next: "Online Store",
  subscription_contract: "Subscriptions",
  subscription_contract_checkout_one: "Subscriptions",
};

/** "PARTIALLY_PAID" is "Partially paid". */
export function statusWords(status: string): string {
  const words = status.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a merchant calls the channel: "web" is "Online Store". */
export function channelWords(channel: string | null): string {
  if (channel === null || channel === "" || channel === "none") return "No channel";
  return channels[channel] ?? (/^\d+$/.test(channel) ? `App ${channel}` : channel);
}

export const stateWords: Readonly<Record<OrderState, string>> = {
  open: "Open",
  closed: "Archived",
  cancelled: "Cancelled",
  edited: "Edited",
  returned: "With returns",
};

export const kindWords: Readonly<Record<CustomerKind, string>> = {
  first: "First order of a customer",
  later: "Later order of a customer",
  guest: "Guest's order",
};

export const shownWords: Readonly<Record<ShownOrders, string>> = {
  counted: "Orders that count",
  test: "Test orders",
  deleted: "Deleted orders",
};
