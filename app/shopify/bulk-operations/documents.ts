import type { BulkResource } from "../../db/bulk-operation.ts";
import * as select from "./selections.ts";

/** What an export covers: everything, split at an instant into recent and older orders, or only what changed since an instant. */
export type BulkWindow = { readonly splitAt: Date; readonly changedSince?: Date | undefined };

/** Orders created this many days before the split, or later, are "recent": they are exported and loaded on their own, first. */
const RECENT_DAYS = 90;

/**
 * The query of one bulk export, as `bulkOperationRunQuery(query:)` takes it. Bulk queries take no variables, so filters stand in the text
 * as JSON string literals, which are GraphQL string literals too.
 *
 * The two order exports part at one fixed instant: submitted again later they still overlap in nothing and leave nothing out.
 */
export function bulkDocument(resource: BulkResource, window: BulkWindow): string {
  switch (resource) {
    case "orders_recent":
      return orders("BulkRecentOrders", `created_at:>='${recentFrom(window.splitAt).toISOString()}'`, window);
    case "orders_older":
      return orders("BulkOlderOrders", `created_at:<'${recentFrom(window.splitAt).toISOString()}'`, window);
    case "customers":
      return `query BulkCustomers { customers${filter("UPDATED_AT", [], window)} { edges { node { ${select.customerFields} } } } }`;
    case "products":
      return products(window);
    case "abandoned_checkouts":
      return abandonedCheckouts(window);
  }
}

/** The instant from which on an order counts as recent. */
function recentFrom(splitAt: Date): Date {
  return new Date(splitAt.getTime() - RECENT_DAYS * 24 * 60 * 60 * 1000);
}

function orders(name: string, created: string, window: BulkWindow): string {
  return `query ${name} { orders${filter("CREATED_AT", [created], window)} { edges { node { ${select.orderFields}
    lineItems { edges { node { ${select.orderLineFields} } } }
    agreements { edges { node { ${select.agreementFields}
      sales { edges { node { ${select.saleFields} } } } } } } } } } }`;
}

function products(window: BulkWindow): string {
  return `query BulkProducts { products${filter("UPDATED_AT", [], window)} { edges { node { ${select.productFields}
    variants { edges { node { ${select.variantFields}
      inventoryItem { ${select.inventoryItemFields}
        inventoryLevels { edges { node { ${select.inventoryLevelFields} } } } } } } } } } } }`;
}

function abandonedCheckouts(window: BulkWindow): string {
  return `query BulkAbandonedCheckouts { abandonedCheckouts${filter("CREATED_AT", [], window)} { edges { node { ${select.abandonedCheckoutFields}
    lineItems { edges { node { ${select.abandonedCheckoutLineFields} } } } } } } }`;
}

/** The arguments of a root connection: all terms must hold; the order of rows follows the index that the filter uses. */
function filter(sortKey: string, terms: readonly string[], { changedSince }: BulkWindow): string {
  const all = changedSince === undefined ? terms : [...terms, `updated_at:>='${changedSince.toISOString()}'`];
  const query = all.length === 0 ? "" : `query: ${JSON.stringify(all.join(" AND "))}, `;
  return `(${query}sortKey: ${sortKey})`;
}
