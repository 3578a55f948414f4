import { z } from "zod";

/** A record as Shopify gives it, unchecked but for being an object with an id. */
export type Fetched = { readonly id: string; readonly [field: string]: unknown };

export const fetched = z.looseObject({ id: z.string() });

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A page of a connection that is read by its nodes. */
export const page = z.object({ nodes: z.array(fetched), pageInfo });
export type Page = z.output<typeof page>;

/** A page of a connection that is read by its edges, where the cursor of each node is needed. */
export const edgePage = z.object({ edges: z.array(z.object({ cursor: z.string(), node: fetched })), pageInfo });

/** All nodes of a connection: those of the first page, and of those that `more` fetches. */
export async function allNodes(first: Page, more: (after: string) => Promise<Page>): Promise<Fetched[]> {
  const nodes = [...first.nodes];
  let last = first.pageInfo;
  while (last.hasNextPage && last.endCursor !== null) {
    const next = await more(last.endCursor);
    nodes.push(...next.nodes);
    last = next.pageInfo;
  }
  return nodes;
}

/** A child as a line of a bulk file has it. */
export function childOf(parent: Fetched, child: Fetched): Fetched {
  return { ...child, __parentId: parent.id };
}

/** What `nodes(ids:)` answers: in the order of the ids, null for what Shopify does not show. */
export const nodesAnswer = z.object({ nodes: z.array(fetched.nullable()) });
