import { QueryRefused } from "../errors.ts";
import { adminGraphql } from "../graphql.ts";
import { type Fetched, nodesAnswer } from "./page.ts";

/** By what Shopify refuses a query that asks for more than its limit; a smaller one may pass. */
const TOO_COSTLY = "MAX_COST_EXCEEDED";

export type Asking = { readonly shopDomain: string; readonly signal: AbortSignal };

/**
 * Asks for records by gid, `size` at a time, and for half as many where Shopify finds that too costly. In the order of the gids; null for
 * what it does not show.
 */
export async function nodesInBatches(
  { shopDomain, signal }: Asking,
  document: string,
  gids: readonly string[],
  size: number,
): Promise<(Fetched | null)[]> {
  const found: (Fetched | null)[] = [];
  for (let start = 0; start < gids.length; start += size) {
    const ids = gids.slice(start, start + size);
    try {
      const { nodes } = nodesAnswer.parse(await adminGraphql(shopDomain, document, { ids }, { signal }));
      found.push(...ids.map((_, index) => nodes[index] ?? null));
    } catch (error) {
      if (!(error instanceof QueryRefused && error.codes.includes(TOO_COSTLY)) || ids.length === 1) throw error;
      found.push(...(await nodesInBatches({ shopDomain, signal }, document, ids, Math.ceil(ids.length / 2))));
    }
  }
  return found;
}
