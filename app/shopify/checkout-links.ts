import { z } from "zod";
import { logger } from "../logger.server.ts";
import { gidOf, idOf } from "./gid.ts";
import { adminGraphql } from "./graphql.ts";

const PATIENCE_MS = 5_000;

const document = `#graphql
  query CheckoutLinks($ids: [ID!]!) {
    nodes(ids: $ids) { ... on AbandonedCheckout { id abandonedCheckoutUrl } }
  }`;

const answer = z.object({
  nodes: z.array(
    z.union([
      z.object({ id: z.string(), abandonedCheckoutUrl: z.url({ protocol: /^https?$/ }) }),
      z.object({}).transform(() => null),
      z.null(),
    ]),
  ),
});

/**
 * The links that bring abandoned checkouts back, by their number, at most 250. Who has such a link has the checkout: it is asked of Shopify
 * each time and kept nowhere, in no memory and no log. What Shopify does not list any more is left out, and everything where it does not
 * tell: never throws, never takes longer than five seconds.
 */
export async function checkoutLinks(shop: { readonly domain: string }, numbers: readonly string[]): Promise<Record<string, string>> {
  if (numbers.length === 0) return {};
  try {
    const options = { attempts: 3, signal: AbortSignal.timeout(PATIENCE_MS) };
    const ids = numbers.map((number) => gidOf("AbandonedCheckout", number));
    const { nodes } = answer.parse(await adminGraphql(shop.domain, document, { ids }, options));
    return Object.fromEntries(nodes.flatMap((node) => (node === null ? [] : [[idOf(node.id), node.abandonedCheckoutUrl]])));
  } catch (error) {
    // neither the links nor the answer are in the message
    logger.warn({ shop: shop.domain, error: error instanceof Error ? error.name : "unknown" }, "checkouts are shown without their links");
    return {};
  }
}
