import "@shopify/shopify-app-remix/adapters/node";
import { HttpResponseError, LogSeverity, type Session, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { wakeInbox } from "./db/wake-inbox.ts";
import { env } from "./env.server.ts";
import { logger } from "./logger.server.ts";
import { adminFetch } from "./shopify/admin-endpoint.ts";
import { frameAncestors } from "./shopify/document-headers.ts";
import { isClosed, ShopClosed, ShopifyUnavailable, TokenRevoked } from "./shopify/errors.ts";
import { createCipher } from "./shopify/sessions/cipher.ts";
import { encryptingStorage } from "./shopify/sessions/encrypting-storage.ts";
import { offlineSessions, withTokenEnds, withTokenNews } from "./shopify/sessions/offline-sessions.ts";
import { connectSessionTable } from "./shopify/sessions/session-table.ts";
import { withTokenLock } from "./shopify/sessions/token-lock.ts";

/** The version of the Admin API that Tillwise speaks. Only shopify.app.toml names it too, for webhooks. */
export const apiVersion = ApiVersion.October26;

/** App Bridge's script as a document's head needs it: Shopify's, or that of the stand-in. */
export const appBridge = {
  url: env.APP_BRIDGE_URL ?? "https://cdn.shopify.com/shopifycloud/app-bridge.js",
  apiKey: env.SHOPIFY_API_KEY,
  isStandIn: env.APP_BRIDGE_URL !== undefined,
};

/** The way to Shopify for every call: the library's and our own. */
export const shopifyFetch = adminFetch(env.SHOPIFY_ADMIN_ENDPOINT);
setAbstractFetchFunc(shopifyFetch); // after the adapter's import, which sets its own

/** What may have signed a webhook: the app's secret, and those that it has just replaced. */
export const webhookSecrets: readonly string[] = [env.SHOPIFY_API_SECRET, ...env.SHOPIFY_API_SECRET_PREVIOUS];

const { protocol, host } = new URL(env.SHOPIFY_APP_URL);
const log = { level: LogSeverity.Warning, log: logAs, timestamps: false };

const api = shopifyApi({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion,
  hostName: host,
  hostScheme: protocol === "http:" ? "http" : "https",
  isEmbeddedApp: true,
  logger: log,
});

const cipher = createCipher(env.TOKEN_ENCRYPTION_KEYS);
const sessionStorage = withTokenNews(withTokenEnds(encryptingStorage(connectSessionTable, cipher)), wakeWebhooks);

const shopify = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion,
  ...(env.SCOPES ? { scopes: env.SCOPES.split(",") } : {}),
  appUrl: env.SHOPIFY_APP_URL,
  authPathPrefix: "/auth",
  sessionStorage,
  distribution: AppDistribution.AppStore,
  logger: log,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

/** Encrypts a webhook's body for the inbox; it opens at its own webhook alone. */
export function sealBody(body: string, webhookId: string): string {
  return cipher.seal(body, `the body of webhook ${webhookId}`);
}

/** Opens what `sealBody` has sealed. Throws UnreadableSecret. */
export function openBody(sealed: string, webhookId: string): string {
  return cipher.open(sealed, `the body of webhook ${webhookId}`);
}

/** Encrypts the report that answers a person's request, named by its webhook. */
export function sealReport(report: string, webhookId: string): string {
  return cipher.seal(report, `the report for webhook ${webhookId}`);
}

/** Opens what `sealReport` has sealed. Throws UnreadableSecret. */
export function openReport(sealed: string, webhookId: string): string {
  return cipher.open(sealed, `the report for webhook ${webhookId}`);
}

/** The shops' offline sessions, for every call to Shopify outside of a request and within. */
export const offline = offlineSessions({
  storage: sessionStorage,
  offlineId: (shopDomain) => api.session.getOfflineId(shopDomain),
  refresh,
});

/**
 * The library's `authenticate`, serialized where it would exchange a token: loaders of one page run side by side, and so do processes.
 * Its own responses (bounce page, redirects, 401) are thrown past entry.server, so they get their document headers here.
 */
export const authenticate = {
  async admin(request: Request) {
    const shopDomain = await shopOfToken(request);
    try {
      if (shopDomain === null || (await offline.isUsable(shopDomain))) return await shopify.authenticate.admin(request);
      return await withTokenLock(shopDomain, () => shopify.authenticate.admin(request));
    } catch (thrown) {
      if (thrown instanceof Response) addDocumentResponseHeaders(request, thrown.headers, shopDomain);
      throw thrown;
    }
  },
};

/**
 * Sets who may frame a document, unless a route has said so, and what to preload. The shop is the one given; where none is known yet, the
 * one that the address names, which decides nothing else.
 */
export function addDocumentResponseHeaders(request: Request, headers: Headers, shopDomain: string | null = null): void {
  const named = shopDomain ?? new URL(request.url).searchParams.get("shop");
  if (!headers.has("Content-Security-Policy") || shopDomain !== null) headers.set("Content-Security-Policy", contentSecurityPolicy(named));
  headers.delete("Link");
  if (named !== null) headers.set("Link", `<${appBridge.url}>; rel="preload"; as="script";`);
}

/** The policy for documents of one shop; for loaders that know their shop from its session. */
export function contentSecurityPolicy(shopDomain: string | null): string {
  return frameAncestors(shopDomain, env.SHOPIFY_ADMIN_ENDPOINT);
}

/** The shop that a valid session token speaks for; null without one, and then the library says what to do. */
async function shopOfToken(request: Request): Promise<string | null> {
  const token = request.headers.get("authorization")?.replace(/^Bearer\s+/i, "") ?? new URL(request.url).searchParams.get("id_token");
  if (!token) return null;
  const claims = await api.session.decodeSessionToken(token).catch(() => null);
  if (!claims) return null;
  const shopDomain = new URL(claims.dest).hostname;
  // the library compares neither
  if (new URL(claims.iss).hostname !== shopDomain) throw new Response(undefined, { status: 401, statusText: "Unauthorized" });
  return shopDomain;
}

/** What waited for a token need not wait on. That it cannot be woken is no reason to refuse the token: the sweep finds it later. */
async function wakeWebhooks(shopDomain: string): Promise<void> {
  await wakeInbox(shopDomain).catch((error: unknown) => {
    logger.warn({ shop: shopDomain, error: String(error) }, "webhooks that wait could not be woken");
  });
}

async function refresh(shopDomain: string, refreshToken: string): Promise<Session> {
  try {
    return (await api.auth.refreshToken({ shop: shopDomain, refreshToken })).session;
  } catch (error) {
    const status = error instanceof HttpResponseError ? error.response.code : null;
    if (status !== null && isClosed(status)) throw new ShopClosed(shopDomain, status);
    if (status !== null && status >= 400 && status < 500 && status !== 429) throw new TokenRevoked(shopDomain, { cause: error });
    throw new ShopifyUnavailable(`Shopify did not renew the token of ${shopDomain}`, { cause: error });
  }
}

function logAs(severity: LogSeverity, message: string): void {
  if (severity === LogSeverity.Error) logger.error(message);
  else if (severity === LogSeverity.Warning) logger.warn(message);
  else logger.debug(message);
}
