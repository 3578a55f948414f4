import { z } from "zod";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import type { Buyer } from "./buyers.ts";
import { daysBetween, rounded } from "./plain.ts";
import { type CutPoints, groupOf, scoresOf } from "./segments.ts";
import type { Trade } from "./trade.ts";

function person(trade: Trade, id: string) {
  const record = trade.shop.records.customers.find(id);
  return { country: record?.region?.country ?? null, tags: [...(record?.tags ?? [])], deleted: false };
}

export function figures(trade: Trade, buyer: Buyer) {
  return {
    netSales: String(buyer.net),
    orders: buyer.orders.length,
    averageOrderValue: rounded(buyer.orderValue, buyer.orders.length),
    currency: trade.currency,
    firstOrderOn: buyer.firstOn,
    lastOrderOn: buyer.lastOn,
    daysSince: daysBetween(buyer.lastOn, trade.today),
  };
}

export function shown(trade: Trade, buyer: Buyer, cuts: CutPoints) {
  return { customerId: buyer.id, ...figures(trade, buyer), ...person(trade, buyer.id), group: groupOf(scoresOf(buyer, cuts)) };
}

export function prospect(trade: Trade, customerId: string) {
  const none = { netSales: null, averageOrderValue: null, currency: null, firstOrderOn: null, lastOrderOn: null, daysSince: null };
  return { customerId, ...none, orders: 0, ...person(trade, customerId), group: "prospects" };
}

const told = z.object({ statistics: z.object({ rfmGroup: z.string().nullable() }) });

/** As Shopify's API tells it. */
export function shopifyGroupOf(shop: SimulatedShop, customerId: string): string | null {
  return told.parse(shop.root().byId(`gid://shopify/Customer/${customerId}`)).statistics.rfmGroup;
}
