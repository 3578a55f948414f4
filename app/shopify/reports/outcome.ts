import { logger } from "../../logger.server.ts";
import { grantedScopes } from "../bulk-operations/scopes.ts";
import { QueryRefused, ShopifyError } from "../errors.ts";

type Missing = "scope" | "customer-data";

/** What became of a question to Shopify's reports: its answer, what has to be granted first, or what went wrong and what to do. */
export type Outcome<T> =
  | { readonly kind: "answered"; readonly answer: T }
  | { readonly kind: "denied"; readonly missing: Missing }
  | { readonly kind: "failed"; readonly what: string; readonly remedy: string };

/** Shops whose last question was refused for want of approval for customer data; after a restart the next refusal tells again. */
const unapproved = new Set<string>();

const PATIENCE_MS = 25_000;
const UNKNOWN = "Try again in a minute. If it lasts, compare with an export of Shopify's report instead.";

/** What will be missing when Shopify is asked, as far as its scopes and the last answer tell; null where nothing is known to be. */
export function missingBefore({ domain, scopes }: { readonly domain: string; readonly scopes: readonly string[] }): Missing | null {
  if (!scopes.includes("read_reports")) return "scope";
  return unapproved.has(domain) ? "customer-data" : null;
}

/** Asks, with patience for a report, and never throws. `ask` gets the signal that ends it. */
export async function outcomeOf<T>(shopDomain: string, ask: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
  try {
    const answer = await ask(AbortSignal.timeout(PATIENCE_MS));
    unapproved.delete(shopDomain);
    return { kind: "answered", answer };
  } catch (error) {
    if (error instanceof QueryRefused && error.codes.includes("ACCESS_DENIED")) {
      const missing = await missingOf(shopDomain);
      if (missing === "customer-data") unapproved.add(shopDomain);
      return { kind: "denied", missing };
    }
    logger.warn({ shop: shopDomain, err: error }, "Shopify's report could not be asked");
    if (error instanceof ShopifyError) return { kind: "failed", what: `${error.message}.`, remedy: error.remedy };
    const isSlow = error instanceof DOMException && error.name === "TimeoutError";
    return { kind: "failed", what: isSlow ? "Shopify took too long to answer." : "Shopify's report could not be read.", remedy: UNKNOWN };
  }
}

/** Shopify's refusal names all that the field needs: which of it is missing, the granted scopes tell. */
async function missingOf(shopDomain: string): Promise<Missing> {
  const granted = await grantedScopes(shopDomain).catch(() => new Set<string>());
  return granted.has("read_reports") ? "customer-data" : "scope";
}
