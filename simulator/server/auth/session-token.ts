import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { HostedShop } from "../hosted-shop.ts";
import type { Platform } from "../platform.ts";

/** Seconds that a session token lives. */
const LIFE_SECONDS = 60;
/** Seconds by which the clocks of app and Shopify may differ. */
const LEEWAY_SECONDS = 10;
/** The one staff member who is looking at Admin. */
export const STAFF_ID = "1001";

export type SessionTokenClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

/** The token that Admin hands to the embedded app: who is looking, at which shop, for one minute. Faults of the shop may spoil it. */
export function issueSessionToken(platform: Platform, hosted: HostedShop): string {
  const now = Math.floor(platform.clock.now() / 1000);
  const age = hosted.faults.strikes("expiredSessionTokenNext") ? 10 * LIFE_SECONDS : 0;
  const secret = hosted.faults.strikes("forgedSessionTokenNext") ? `not ${platform.app.apiSecret}` : platform.app.apiSecret;
  const claims: SessionTokenClaims = {
    iss: `https://${hosted.domain}/admin`,
    dest: `https://${hosted.domain}`,
    aud: platform.app.apiKey,
    sub: STAFF_ID,
    exp: now - age + LIFE_SECONDS,
    nbf: now - age,
    iat: now - age,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${body}.${sign(body, secret)}`;
}

/** Whether this is a token that Admin gave for this shop and app and that still lives. */
export function isLiveSessionToken(platform: Platform, hosted: HostedShop, token: string): boolean {
  const [header, payload, signature] = token.split(".");
  if (!header || !payload || !signature) return false;
  const expected = Buffer.from(sign(`${header}.${payload}`, platform.app.apiSecret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
  const claims: Partial<SessionTokenClaims> = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const now = Math.floor(platform.clock.now() / 1000);
  return (
    claims.dest === `https://${hosted.domain}` &&
    claims.aud === platform.app.apiKey &&
    typeof claims.exp === "number" &&
    claims.exp > now - LEEWAY_SECONDS &&
    typeof claims.nbf === "number" &&
    claims.nbf <= now + LEEWAY_SECONDS
  );
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
