import { z } from "zod";
import type { BulkResource } from "../../db/bulk-operation.ts";
import { adminGraphql } from "../graphql.ts";

const ofOrders = ["read_orders", "read_customers", "read_products"];

/** What an export selects needs these scopes. */
export const requiredScopes: Readonly<Record<BulkResource, readonly string[]>> = {
  orders_recent: ofOrders,
  orders_older: ofOrders,
  customers: ["read_customers"],
  products: ["read_products", "read_inventory"],
  abandoned_checkouts: ofOrders,
};

const document = `#graphql
  query GrantedScopes {
    currentAppInstallation { accessScopes { handle } }
  }`;

const answer = z.object({ currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }) });

/** The scopes that the shop grants, asked now. Throws a ShopifyError. */
export async function grantedScopes(shopDomain: string): Promise<ReadonlySet<string>> {
  const { accessScopes } = answer.parse(await adminGraphql(shopDomain, document)).currentAppInstallation;
  return new Set(accessScopes.map(({ handle }) => handle));
}

/** The scopes that an export needs and that the shop, asked now, has not granted. */
export async function missingScopes(shopDomain: string, resource: BulkResource): Promise<string[]> {
  const granted = await grantedScopes(shopDomain);
  return requiredScopes[resource].filter((scope) => !granted.has(scope));
}
