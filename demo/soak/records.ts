import type { HostedShop } from "../../simulator/server/hosted-shop.ts";

/** A record in the words of the comparison: every value as text, instants in seconds since 1970, money in minor units. */
export type Facts = Readonly<Record<string, string | null>>;
export type RecordKind = "orders" | "customers" | "products" | "variants" | "inventory levels" | "abandoned checkouts";
export type Records = Readonly<Record<RecordKind, Map<string, Facts>>>;

/** What the simulator's shop has, record by record. */
export function recordsOfSimulator({ shop }: HostedShop): Records {
  const { orders, customers, catalog, checkouts } = shop.records;
  return {
    orders: keyed(orders.all, (order) => {
      const { placed, customerId, updatedAt, cancelledAt, closedAt, fulfilled, tags, originalTotal, currentTotal } = order;
      const { lines } = orders.history(order);
      return {
        id: placed.orderId,
        name: placed.name,
        customer: customerId,
        updated: seconds(updatedAt),
        cancelled: seconds(cancelledAt),
        closed: seconds(closedAt),
        fulfillment: fulfilled ? "FULFILLED" : "UNFULFILLED",
        financial: String(shop.root().byId(`gid://shopify/Order/${placed.orderId}`)?.displayFinancialStatus),
        tags: [...tags].sort().join(),
        test: String(placed.test ?? false),
        original_total: String(originalTotal),
        current_total: String(currentTotal),
        lines: lines
          .map(({ line, quantity, left }) => `${line.id}:${quantity}:${left}`)
          .sort()
          .join(),
      };
    }),
    customers: keyed(customers.all, ({ id, updatedAt, tags, region }) => {
      const theirs = [...orders.ofCustomer(id)].filter(({ placed }) => !placed.test);
      const spent = theirs.reduce((sum, { paid, currentTotal }) => (paid ? sum + currentTotal : sum), 0);
      return {
        id,
        updated: seconds(updatedAt),
        tags: [...tags].sort().join(),
        place: region ? `${region.country} ${region.province ?? ""}` : null,
        orders: String(theirs.length),
        spent: String(spent),
      };
    }),
    products: keyed(catalog.products, ({ id, title, status, productType, tags, updatedAt }) => ({
      id,
      title,
      status,
      type: productType,
      tags: [...tags].sort().join(),
      updated: seconds(updatedAt),
    })),
    variants: keyed(catalog.variants, ({ id, productId, title, sku, price, updatedAt, available }) => ({
      id,
      product: productId,
      title,
      sku,
      price: String(price),
      updated: seconds(updatedAt),
      stock: String(Object.values(available).reduce((sum, units) => sum + units, 0)),
    })),
    "inventory levels": keyed(
      [...catalog.variants].flatMap(({ inventoryItemId, available }) =>
        Object.entries(available).map(([location, units]) => ({ id: `${inventoryItemId} at ${location}`, available: String(units) })),
      ),
      (level) => level,
    ),
    "abandoned checkouts": keyed(checkouts.abandoned, ({ id, customerId, updatedAt, completedAt, lines }) => ({
      id,
      customer: customerId && customers.find(customerId) ? customerId : null,
      updated: seconds(updatedAt),
      completed: seconds(completedAt),
      units: String(lines.reduce((sum, { quantity }) => sum + quantity, 0)),
    })),
  };
}

function keyed<Kept>(records: Iterable<Kept>, facts: (record: Kept) => Facts & { readonly id: string }): Map<string, Facts> {
  return new Map([...records].map(facts).map((row) => [row.id, row]));
}

function seconds(instant: string | null): string | null {
  return instant === null ? null : String(Math.floor(Date.parse(instant) / 1000));
}
