/** What Shopify refused or could not do. `retry` says whether the same call may succeed later; `remedy` tells a person what to do. */
export abstract class ShopifyError extends Error {
  abstract readonly retry: boolean;
  abstract readonly remedy: string;
}

/** No token that Shopify accepts: the app was uninstalled, or was never opened by this shop. */
export class TokenRevoked extends ShopifyError {
  override readonly name = "TokenRevoked";
  readonly retry = false;
  readonly remedy = "Open Tillwise in Shopify Admin: this connects the shop again.";

  constructor(shopDomain: string, options?: ErrorOptions) {
    super(`Shopify accepts no token of ${shopDomain}`, options);
  }
}

/** The shop itself is shut: 402 frozen, 423 locked, 430 held for security. */
export class ShopClosed extends ShopifyError {
  override readonly name = "ShopClosed";
  readonly retry: boolean;
  readonly remedy: string;

  constructor(shopDomain: string, status: number) {
    const [reason, remedy] = CLOSED.get(status) ?? ["not available", "Look into Shopify Admin for what the shop needs."];
    super(`${shopDomain} is ${reason} (HTTP ${status})`);
    this.retry = status === 430;
    this.remedy = remedy;
  }
}

const CLOSED = new Map<number, readonly [string, string]>([
  [402, ["frozen for an unpaid bill", "Settle the shop's bill with Shopify, then sync again."]],
  [423, ["locked by Shopify", "Ask Shopify's support to unlock the shop, then sync again."]],
  [430, ["held back by Shopify for security reasons", "Nothing to do: Tillwise tries again later."]],
]);

/** Whether an HTTP status means ShopClosed. */
export function isClosed(status: number): boolean {
  return CLOSED.has(status);
}

/** The shop's budget of calls is spent and did not fill up while we waited. */
export class Throttled extends ShopifyError {
  override readonly name = "Throttled";
  readonly retry = true;
  readonly remedy = "Nothing to do: Shopify limits how fast apps may ask, and Tillwise tries again later.";

  constructor(shopDomain: string, attempts: number) {
    super(`Shopify throttled ${shopDomain} ${attempts} times in a row`);
  }
}

/** Shopify could not be reached, broke off, or answered with an error of its own (5xx). */
export class ShopifyUnavailable extends ShopifyError {
  override readonly name = "ShopifyUnavailable";
  readonly retry = true;
  readonly remedy = "Nothing to do: Tillwise tries again. Shopify's state is at shopifystatus.com.";
}

/** Shopify refused the query itself: a mistake of ours, or a scope that the shop did not grant (`codes` holds ACCESS_DENIED then). */
export class QueryRefused extends ShopifyError {
  override readonly name = "QueryRefused";
  readonly retry = false;
  readonly remedy: string;
  readonly codes: readonly string[];

  constructor(message: string, codes: readonly string[] = []) {
    super(message);
    this.codes = codes;
    this.remedy = codes.includes("ACCESS_DENIED")
      ? "Grant Tillwise the permission named above in Shopify Admin."
      : "This is a fault in Tillwise: report the message to its support.";
  }
}
