import { z } from "zod";
import { isDatabaseAway } from "../db/database-away.ts";
import { markReturned } from "../db/installation.ts";
import { findShop, type Shop, saveShop } from "../db/shop.ts";
import { logger } from "../logger.server.ts";
import { authenticate, contentSecurityPolicy } from "../shopify.server.ts";
import { ShopifyError, TokenRevoked } from "./errors.ts";
import { adminGraphql } from "./graphql.ts";

const CHECK_AGAIN_MS = 24 * 60 * 60 * 1000;
const RETRY_AFTER_S = 10;
const EXCHANGE_FAILED = {
  what: "Shopify did not give Tillwise access to the shop.",
  remedy:
    "Try again in a minute. If it lasts, look whether the app is still installed, and whether Shopify has a disturbance (shopifystatus.com).",
};

const shopProfileQuery = `#graphql
  query ShopProfile {
    shop { id name myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName } }
    currentAppInstallation { accessScopes { handle } }
  }`;

const shopProfile = z.object({
  shop: z.object({
    id: z.string(),
    name: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    plan: z.object({ publicDisplayName: z.string() }),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/**
 * The shop that a request speaks for, by its session token and by nothing else. At first sight, when it comes back after an uninstall, and
 * once a day Shopify is asked what the shop is. Throws the library's responses (bounce page, redirect, 401), a 503 where the database is
 * away, and a 502 with words for the page where Shopify is.
 */
export async function authenticateShop(request: Request): Promise<Shop> {
  try {
    return await shopOf(request).catch((error: unknown) => {
      // a token that was revoked is dropped by now, and the visit itself brings a new one
      if (error instanceof TokenRevoked) return shopOf(request);
      throw error;
    });
  } catch (error) {
    throw asResponse(error, request);
  }
}

async function shopOf(request: Request): Promise<Shop> {
  const { session } = await authenticate.admin(request);
  const known = await findShop(session.shop);
  if (known === null || known.uninstalledAt !== null) return askedOf(session.shop);
  const isFresh = known.checkedAt !== null && Date.now() - known.checkedAt.getTime() < CHECK_AGAIN_MS;
  if (!isFresh) return askedAgain(known);
  if (opensTheApp(request)) void lookWhetherReturned(request, known);
  return known;
}

/** Admin loads the page itself with the session token in its address; what the page then asks for has it in a header. */
function opensTheApp(request: Request): boolean {
  return new URL(request.url).searchParams.has("id_token") && !request.headers.has("authorization");
}

/**
 * The stored token may be one of before an uninstall that nobody has told us yet, and the app is opened: then it is installed anew from
 * this instant, and what is told late of the uninstall is of an earlier installation. Nobody waits for the answer; never throws.
 */
async function lookWhetherReturned(request: Request, { domain }: Shop): Promise<void> {
  try {
    await askedOf(domain).catch(async (error: unknown) => {
      if (!(error instanceof TokenRevoked)) throw error;
      await authenticate.admin(request); // exchanges its session token, for the revoked one is dropped by now
      await markReturned(domain);
      await askedOf(domain);
    });
  } catch (error) {
    logger.warn({ shop: domain, err: error }, "whether the shop had left and come back is not known");
  }
}

function asResponse(error: unknown, request: Request): unknown {
  const policy = { "Content-Security-Policy": contentSecurityPolicy(new URL(request.url).searchParams.get("shop")) };
  if (error instanceof Error && isDatabaseAway(error)) {
    logger.error({ error: error.message }, "the database is away");
    const headers = { ...policy, "Retry-After": String(RETRY_AFTER_S) };
    return new Response("The database cannot be reached.", { status: 503, statusText: "Service Unavailable", headers });
  }
  if (error instanceof ShopifyError) {
    logger.error({ err: error }, "Shopify did not say what the shop is");
    return Response.json({ what: `${error.message}.`, remedy: error.remedy }, { status: 502, statusText: "Bad Gateway", headers: policy });
  }
  // the library's answer when Shopify refuses to exchange a token, or fails at it
  if (error instanceof Response && error.status === 500) {
    return Response.json(EXCHANGE_FAILED, { status: 502, statusText: "Bad Gateway", headers: policy });
  }
  return error;
}

const asking = new Map<string, Promise<Shop>>();

/** Loaders of one page run side by side: they share the question. */
async function askedOf(domain: string): Promise<Shop> {
  const question = asking.get(domain) ?? askShopify(domain).finally(() => asking.delete(domain));
  asking.set(domain, question);
  return question;
}

/** Asks Shopify what the shop is and what it grants, and writes that down. Throws a ShopifyError. */
export async function askShopify(domain: string): Promise<Shop> {
  const { shop, currentAppInstallation } = shopProfile.parse(await adminGraphql(domain, shopProfileQuery));
  const saved = await saveShop({
    domain,
    gid: shop.id,
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    plan: shop.plan.publicDisplayName,
    scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
  });
  if (saved.timeZone !== shop.ianaTimezone || saved.currency !== shop.currencyCode) {
    const [from, to] = [`${saved.timeZone} ${saved.currency}`, `${shop.ianaTimezone} ${shop.currencyCode}`];
    logger.warn({ shop: domain, from, to }, "the shop changed its time zone or currency; its ledger has to be rebuilt");
  }
  return saved;
}

/** The daily question may fail: what we know is a day old, and the page need not wait for Shopify's recovery. */
async function askedAgain(known: Shop): Promise<Shop> {
  try {
    return await askedOf(known.domain);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    logger.warn({ shop: known.domain, err: error }, "Shopify did not say what the shop is today");
    return known;
  }
}
