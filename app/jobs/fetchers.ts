import type { FetchedKind } from "../ingest/webhooks/load-fetched.ts";
import { fetchCheckouts } from "../shopify/fetch/checkouts.ts";
import { fetchCustomers } from "../shopify/fetch/customers.ts";
import type { Asking } from "../shopify/fetch/in-batches.ts";
import { fetchOrders } from "../shopify/fetch/orders.ts";
import type { Fetched } from "../shopify/fetch/page.ts";
import { fetchProducts } from "../shopify/fetch/products.ts";

type Fetch = (asking: Asking, ids: readonly string[]) => Promise<Map<string, Fetched[] | null>>;

/** How records of each kind are fetched by id, each whole; null for one that Shopify does not show. */
export const fetchers: Readonly<Record<FetchedKind, Fetch>> = {
  order: fetchOrders,
  customer: fetchCustomers,
  product: fetchProducts,
  checkout: fetchCheckouts,
};
