import { logger } from "../../logger.server.ts";
import { grantedScopes } from "../bulk-operations/scopes.ts";
import { QueryRefused, ShopifyError } from "../errors.ts";

/** What became of a question to Shopify's reports: its answer, what has to be granted first, or what went wrong and what to do. */
export type Outcome<T> =
  | { readonly kind: "answered"; readonly answer: T }
  | { readonly kind: "denied"; readonly missing: "scope" | "customer-data" }
  | { readonly kind: "failed"; readonly what: string; readonly remedy: string };

const PATIENCE_MS = 25_000;
const UNKNOWN = "Try again in a minute. If it lasts, compare with an export of Shopify's report instead.";

/** Asks, with patience for a report, and never throws. `ask` gets the signal that ends it. */
export async function outcomeOf<T>(shopDomain: string, ask: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "answered", answer: await ask(AbortSignal.timeout(PATIENCE_MS)) };
  } catch (error) {
    if (error instanceof QueryRefused && error.codes.includes("ACCESS_DENIED"))
      return { kind: "denied", missing: await missingOf(shopDomain) };
    logger.warn({ shop: shopDomain, err: error }, "Shopify's report could not be asked");
    if (error instanceof ShopifyError) return { kind: "failed", what: `${error.message}.`, remedy: error.remedy };
    const isSlow = error instanceof DOMException && error.name === "TimeoutError";
    return { kind: "failed", what: isSlow ? "Shopify took too long to answer." : "Shopify's report could not be read.", remedy: UNKNOWN };
  }
}

/** Shopify's refusal names all that the field needs: which of it is missing, the granted scopes tell. */
async function missingOf(shopDomain: string): Promise<"scope" | "customer-data"> {
  const granted = await grantedScopes(shopDomain).catch(() => new Set<string>());
  return granted.has("read_reports") ? "customer-data" : "scope";
}
