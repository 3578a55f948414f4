import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { apiVersion, offline, shopifyFetch } from "../shopify.server.ts";
import { isClosed, QueryRefused, ShopClosed, ShopifyUnavailable, Throttled, TokenRevoked } from "./errors.ts";
import { backOffMs, cost, throttleDelayMs } from "./throttle.ts";

export type GraphqlOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Calls at most, the first included. */
  readonly attempts?: number;
  /** The first pause after a failure of Shopify's; it doubles from one to the next. */
  readonly firstPauseMs?: number;
};

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([z.string(), z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))])
    .optional(),
  extensions: z.object({ cost: cost.optional().catch(undefined) }).optional(),
});

type Outcome = { readonly data: unknown } | { readonly pauseMs: number; readonly failure: Error };

/**
 * Asks the Admin API as the shop's offline session and returns `data`, to be parsed by the caller. Waits while Shopify throttles, by what
 * the answer says of the budget; tries again after 5xx and broken connections; renews a refused token once. Throws a ShopifyError whose
 * `retry` says whether it is worth coming back, or the signal's reason.
 */
export async function adminGraphql(
  shopDomain: string,
  document: string,
  variables: Record<string, unknown> = {},
  { signal, attempts = 6, firstPauseMs = 500 }: GraphqlOptions = {},
): Promise<unknown> {
  let { accessToken } = await offline.load(shopDomain);
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const response = await post(shopDomain, accessToken, { query: document, variables }, signal);
    if (response instanceof Response && response.status === 401) {
      await response.body?.cancel();
      if (renewed) {
        await offline.forget(shopDomain, accessToken);
        throw new TokenRevoked(shopDomain);
      }
      ({ accessToken } = await offline.replace(shopDomain, accessToken));
      renewed = true;
      continue;
    }
    const outcome = await judge(shopDomain, response, backOffMs(attempt, Math.random(), firstPauseMs), attempt);
    if ("data" in outcome) return outcome.data;
    if (attempt >= attempts) throw outcome.failure;
    await sleep(outcome.pauseMs, undefined, signal ? { signal } : {});
  }
}

async function post(shopDomain: string, accessToken: string, body: unknown, signal?: AbortSignal): Promise<Response | ShopifyUnavailable> {
  try {
    return await shopifyFetch(`https://${shopDomain}/admin/api/${apiVersion}/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Shopify-Access-Token": accessToken },
      body: JSON.stringify(body),
      redirect: "error", // the token goes to nobody else
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    return new ShopifyUnavailable(`Shopify could not be reached for ${shopDomain}`, { cause });
  }
}

/** What an answer means: its data, or a pause and why. Throws what no further attempt would change. */
async function judge(shopDomain: string, response: Response | ShopifyUnavailable, pauseMs: number, attempt: number): Promise<Outcome> {
  if (response instanceof ShopifyUnavailable) return { pauseMs, failure: response };
  const { status } = response;
  const text = await response.text().catch(() => null); // null: the connection broke within the answer
  if (status === 429) return { pauseMs: retryAfterMs(response) ?? pauseMs, failure: new Throttled(shopDomain, attempt) };
  if (isClosed(status)) throw new ShopClosed(shopDomain, status);
  if (status >= 500) return { pauseMs, failure: new ShopifyUnavailable(`Shopify answered HTTP ${status} for ${shopDomain}`) };
  const answer = answerShape.safeParse(parsed(text));
  if (status >= 400) throw new QueryRefused(`Shopify answered HTTP ${status} for ${shopDomain}: ${messages(answer.data?.errors)}`);
  if (!answer.success) return { pauseMs, failure: new ShopifyUnavailable(`Shopify's answer for ${shopDomain} cannot be read`) };
  const { data, errors, extensions } = answer.data;
  if (errors === undefined || errors.length === 0) return { data };
  const codes = typeof errors === "string" ? [] : errors.flatMap((error) => error.extensions?.code ?? []);
  if (codes.includes("THROTTLED")) {
    const wait = extensions?.cost ? throttleDelayMs(extensions.cost, Math.random()) : pauseMs;
    return { pauseMs: wait, failure: new Throttled(shopDomain, attempt) };
  }
  if (codes.includes("INTERNAL_SERVER_ERROR") || codes.includes("TIMEOUT")) {
    return { pauseMs, failure: new ShopifyUnavailable(`Shopify failed within ${shopDomain}'s query: ${messages(errors)}`) };
  }
  throw new QueryRefused(`Shopify refused the query for ${shopDomain}: ${messages(errors)}`, codes);
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function messages(errors: z.infer<typeof answerShape>["errors"]): string {
  if (errors === undefined) return "without a reason";
  return typeof errors === "string" ? errors : errors.map(({ message }) => message).join("; ");
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(60, Math.max(0, seconds)) * 1000 : null;
}
