import { z } from "zod";
import { gidOf } from "../gid.ts";
import { adminGraphql } from "../graphql.ts";
import { checkoutLinesDocument, checkoutsDocument } from "./documents.ts";
import { type Asking, nodesInBatches } from "./in-batches.ts";
import { allNodes, childOf, type Fetched, page } from "./page.ts";

const AT_A_TIME = 8;

const emptyPage = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
const checkoutShape = z.object({ lineItems: page });
const moreLines = z.object({ node: z.object({ lineItems: page }).nullable() });

/** Fetches abandoned checkouts by id, each whole: the checkout, then its lines. Null for one that Shopify does not show. */
export async function fetchCheckouts(asking: Asking, ids: readonly string[]): Promise<Map<string, Fetched[] | null>> {
  const gids = ids.map((id) => gidOf("AbandonedCheckout", id));
  const nodes = await nodesInBatches(asking, checkoutsDocument, gids, AT_A_TIME);
  const checkouts = new Map<string, Fetched[] | null>();
  for (const [index, id] of ids.entries()) {
    const checkout = nodes[index] ?? null;
    checkouts.set(id, checkout === null ? null : await whole(asking, checkout));
  }
  return checkouts;
}

async function whole({ shopDomain, signal }: Asking, checkout: Fetched): Promise<Fetched[]> {
  const ask = (after: string) => adminGraphql(shopDomain, checkoutLinesDocument, { id: checkout.id, after }, { signal });
  const lines = await allNodes(
    checkoutShape.parse(checkout).lineItems,
    async (after) => moreLines.parse(await ask(after)).node?.lineItems ?? emptyPage,
  );
  return [checkout, ...lines.map((line) => childOf(checkout, line))];
}
