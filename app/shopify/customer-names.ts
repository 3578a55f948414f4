import { z } from "zod";
import { logger } from "../logger.server.ts";
import { gidOf, idOf } from "./gid.ts";
import { adminGraphql } from "./graphql.ts";

const KEPT_MS = 5 * 60 * 1000;
const PATIENCE_MS = 5_000;
const MOST_KEPT = 10_000;

const document = `#graphql
  query CustomerNames($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Customer { id displayName } }
  }`;

const answer = z.object({
  nodes: z.array(z.union([z.object({ id: z.string(), displayName: z.string().nullable() }), z.object({}).transform(() => null), z.null()])),
});

/** The only place where names are: memory, for minutes. Each belongs to one shop's customer. */
const kept = new Map<string, { readonly name: string | null; readonly until: number }>();

/**
 * The names of a shop's customers as Shopify tells them now, by id: at most 250, remembered for five minutes, stored nowhere. Who is
 * unknown or has no name is left out, and everybody where Shopify does not tell: never throws, never takes longer than five seconds.
 */
export async function customerNames(
  shop: { readonly domain: string },
  ids: readonly string[],
  now = Date.now(),
): Promise<Record<string, string>> {
  const known = (id: string) => {
    const found = kept.get(`${shop.domain}/${id}`);
    return found !== undefined && found.until > now ? found : undefined;
  };
  const asked = ids.filter((id) => known(id) === undefined);
  if (asked.length > 0) await ask(shop.domain, asked, now);
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = known(id)?.name;
      return name ? [[id, name]] : [];
    }),
  );
}

async function ask(shopDomain: string, ids: readonly string[], now: number): Promise<void> {
  try {
    const options = { attempts: 3, signal: AbortSignal.timeout(PATIENCE_MS) };
    const { nodes } = answer.parse(await adminGraphql(shopDomain, document, { ids: ids.map((id) => gidOf("Customer", id)) }, options));
    const names = new Map(nodes.flatMap((node) => (node === null ? [] : [[idOf(node.id), node.displayName] as const])));
    if (kept.size + ids.length > MOST_KEPT) kept.clear();
    for (const id of ids) kept.set(`${shopDomain}/${id}`, { name: names.get(id) ?? null, until: now + KEPT_MS });
  } catch (error) {
    // the names themselves are in no message: what Shopify refuses is the query
    logger.warn({ shop: shopDomain, error: error instanceof Error ? error.name : "unknown" }, "customers are shown without their names");
  }
}
