import { z } from "zod";
import { gidOf } from "../gid.ts";
import { adminGraphql } from "../graphql.ts";
import { agreementsDocument, orderLinesDocument, ordersDocument, salesDocument } from "./documents.ts";
import { type Asking, nodesInBatches } from "./in-batches.ts";
import { allNodes, childOf, edgePage, type Fetched, page } from "./page.ts";

/** Orders asked for at a time; what does not fit into their first pages is fetched order by order. */
const AT_A_TIME = 6;

const orderShape = z.object({ lineItems: page, agreements: edgePage });
const moreLines = z.object({ order: z.object({ lineItems: page }).nullable() });
const moreAgreements = z.object({ order: z.object({ agreements: edgePage }).nullable() });
const moreSales = z.object({
  order: z.object({ agreements: z.object({ nodes: z.array(z.object({ id: z.string(), sales: page })) }) }).nullable(),
});
const salesOf = z.object({ sales: page });

/** An order that changed while it was read: what was read of it fits together no longer. */
class Changed extends Error {
  override readonly name = "Changed";
  readonly retry = true;
}

/**
 * Fetches orders by id, each whole: as the lines that a bulk file has of it, the order first, then its lines, agreements and their sales.
 * Null for an order that Shopify does not show: it is deleted, or too old for the scopes of the shop.
 */
export async function fetchOrders(asking: Asking, ids: readonly string[]): Promise<Map<string, Fetched[] | null>> {
  const gids = ids.map((id) => gidOf("Order", id));
  const nodes = await nodesInBatches(asking, ordersDocument, gids, AT_A_TIME);
  const orders = new Map<string, Fetched[] | null>();
  for (const [index, id] of ids.entries()) {
    const order = nodes[index] ?? null;
    orders.set(id, order === null ? null : await whole(asking, order));
  }
  return orders;
}

async function whole(asking: Asking, order: Fetched): Promise<Fetched[]> {
  const { lineItems, agreements } = orderShape.parse(order);
  const ask = (document: string, variables: Record<string, unknown>) =>
    adminGraphql(asking.shopDomain, document, { id: order.id, ...variables }, { signal: asking.signal });
  const lines = await allNodes(
    lineItems,
    async (after) => present(moreLines.parse(await ask(orderLinesDocument, { after })).order).lineItems,
  );
  const edges = [...agreements.edges];
  for (let last = agreements.pageInfo; last.hasNextPage; ) {
    const next = present(moreAgreements.parse(await ask(agreementsDocument, { after: last.endCursor })).order).agreements;
    edges.push(...next.edges);
    last = next.pageInfo;
  }
  const ledger: Fetched[] = [];
  for (const [index, { node }] of edges.entries()) {
    const before = edges[index - 1]?.cursor ?? null;
    const sales = await allNodes(salesOf.parse(node).sales, async (after) => {
      const [agreement] = present(moreSales.parse(await ask(salesDocument, { agreement: before, after })).order).agreements.nodes;
      if (agreement?.id !== node.id) throw new Changed(`order ${order.id} changed while it was read`);
      return agreement.sales;
    });
    ledger.push(childOf(order, node), ...sales.map((sale) => childOf(node, sale)));
  }
  return [order, ...lines.map((line) => childOf(order, line)), ...ledger];
}

function present<T>(order: T | null): T {
  if (order === null) throw new Changed("an order went away while it was read");
  return order;
}
