import { z } from "zod";
import { gidOf, idOf } from "../gid.ts";
import { adminGraphql } from "../graphql.ts";
import type { Asking } from "./in-batches.ts";

/** What `nodes` takes at a time. */
const IDS_AT_A_TIME = 100;

const countDocument = `#graphql
  query CountCustomers($query: String!) { customersCount(query: $query, limit: null) { count } }`;
const shownDocument = `#graphql
  query ShownCustomers($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { id } } }`;
const ordersDocument = `#graphql
  query OrdersOfCustomer($query: String!, $after: String) {
    orders(first: 250, after: $after, query: $query, sortKey: ID) {
      nodes { id customer { id } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const counted = z.object({ customersCount: z.object({ count: z.number() }).nullable() });
const shown = z.object({ nodes: z.array(z.object({ id: z.string() }).nullable()) });
const orders = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string(), customer: z.object({ id: z.string() }).nullable() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** How many customers Shopify has from one id to another, both included; null where it does not say. Throws a ShopifyError. */
export async function countCustomers({ shopDomain, signal }: Asking, fromId: string, toId: string): Promise<number | null> {
  const query = `id:>=${fromId} AND id:<=${toId}`;
  const { customersCount } = counted.parse(await adminGraphql(shopDomain, countDocument, { query }, { signal }));
  return customersCount?.count ?? null;
}

/** Those of the customers that Shopify does not know, asked for by id. Throws a ShopifyError. */
export async function unknownCustomers({ shopDomain, signal }: Asking, ids: readonly string[]): Promise<string[]> {
  const unknown: string[] = [];
  for (let start = 0; start < ids.length; start += IDS_AT_A_TIME) {
    const some = ids.slice(start, start + IDS_AT_A_TIME);
    const variables = { ids: some.map((id) => gidOf("Customer", id)) };
    const { nodes } = shown.parse(await adminGraphql(shopDomain, shownDocument, variables, { signal }));
    unknown.push(...some.filter((_, place) => nodes[place] === null));
  }
  return unknown;
}

/** The orders that Shopify shows as a customer's. Throws a ShopifyError. */
export async function ordersOfCustomer({ shopDomain, signal }: Asking, customerId: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const variables = { query: `customer_id:${customerId}`, after };
    const page: z.output<typeof orders>["orders"] = orders.parse(
      await adminGraphql(shopDomain, ordersDocument, variables, { signal }),
    ).orders;
    // a filter that Shopify does not know would be ignored without a word
    const theirs = page.nodes.filter(({ customer }) => customer?.id === gidOf("Customer", customerId));
    found.push(...theirs.map(({ id }) => idOf(id)));
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null || theirs.length < page.nodes.length) return found;
    after = page.pageInfo.endCursor;
  }
}
