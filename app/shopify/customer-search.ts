import { z } from "zod";
import { customerNumber } from "../lib/customer-query.ts";
import { logger } from "../logger.server.ts";
import { QueryRefused, Throttled } from "./errors.ts";
import { idOf } from "./gid.ts";
import { adminGraphql } from "./graphql.ts";

const PATIENCE_MS = 5_000;
const MOST_WORDS = 10;
const MOST_CHARACTERS = 255;

// The name is asked for although nobody reads it: only so does Shopify say that an app may not look into names.
const document = `#graphql
  query CustomerSearch($query: String!) {
    customers(first: 250, query: $query, sortKey: RELEVANCE) {
      nodes { id displayName }
      pageInfo { hasNextPage }
    }
  }`;

const answer = z.object({
  customers: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo: z.object({ hasNextPage: z.boolean() }) }),
});

/** Whom Shopify found, by id and the best first; or why it did not look. */
export type FoundCustomers =
  | { readonly kind: "found"; readonly ids: readonly string[]; readonly isMore: boolean }
  | { readonly kind: "not told"; readonly why: NotTold };
export type NotTold = "not approved" | "throttled" | "unavailable";

/**
 * Whom of a shop's customers the words fit, by name or e-mail, as Shopify finds them now: 250 at most. Each word has to be found, a word
 * may be the beginning of one, and none of Shopify's search syntax is heeded. Nothing of it is kept or logged. Never throws, never takes
 * longer than five seconds.
 */
export async function searchCustomers(shop: { readonly domain: string }, words: string): Promise<FoundCustomers> {
  const query = searchQuery(words);
  if (query === "") return { kind: "found", ids: [], isMore: false };
  try {
    const options = { attempts: 3, signal: AbortSignal.timeout(PATIENCE_MS) };
    const { customers } = answer.parse(await adminGraphql(shop.domain, document, { query }, options));
    return { kind: "found", ids: customers.nodes.map(({ id }) => idOf(id)), isMore: customers.pageInfo.hasNextPage };
  } catch (error) {
    const why = reasonOf(error);
    logger.warn({ shop: shop.domain, error: error instanceof Error ? error.name : "unknown", why }, "customers could not be searched");
    return { kind: "not told", why };
  }
}

/** The customers that a search means: the one whose number it is, without asking Shopify, else as searchCustomers finds them. */
export async function findCustomers(shop: { readonly domain: string }, words: string): Promise<FoundCustomers> {
  const number = customerNumber(words);
  return number === null ? searchCustomers(shop, words) : { kind: "found", ids: [number], isMore: false };
}

/**
 * Words as a query of Shopify's search (https://shopify.dev/docs/api/usage/search-syntax): each taken literally, in small letters, for AND,
 * OR and NOT are written in large ones, and as a beginning. What joins, negates, quotes or compares loses that meaning.
 */
export function searchQuery(words: string): string {
  return words
    .slice(0, MOST_CHARACTERS)
    .split(/\s+/)
    .map((word) => word.replace(/^[-*]+|[*]+$/g, "").toLowerCase())
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS)
    .map((word) => `${word.replace(/[\\:()"'*<>=]/g, "\\$&")}*`)
    .join(" ");
}

function reasonOf(error: unknown): NotTold {
  if (error instanceof QueryRefused && error.codes.includes("ACCESS_DENIED")) return "not approved";
  return error instanceof Throttled ? "throttled" : "unavailable";
}
