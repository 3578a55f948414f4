import type { BulkResource } from "../db/bulk-operation.ts";

/** What an export is called in a sentence. */
export const resourceNames: Readonly<Record<BulkResource, string>> = {
  orders_recent: "recent orders",
  orders_older: "older orders",
  customers: "customers",
  products: "products",
  abandoned_checkouts: "abandoned checkouts",
};
