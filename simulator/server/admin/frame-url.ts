import { createHmac } from "node:crypto";
import { issueSessionToken } from "../auth/session-token.ts";
import type { HostedShop } from "../hosted-shop.ts";
import type { Platform } from "../platform.ts";

/** What Admin adds to the app's address; none of it belongs to the app's own query. */
const ADMIN_PARAMETERS: readonly string[] = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

/** The address at which the frame first opens: the app's own path and query, and who asks, signed with the app's secret. */
export function frameUrl(platform: Platform, hosted: HostedShop, path: string, query: URLSearchParams): string {
  const url = new URL(platform.app.url.replace(/\/$/, "") + (path || "/"));
  for (const [name, value] of query) if (!ADMIN_PARAMETERS.includes(name)) url.searchParams.append(name, value);
  const signed: Record<string, string> = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${hosted.handle}`).toString("base64url"),
    id_token: issueSessionToken(platform, hosted),
    locale: "en",
    session: createHmac("sha256", platform.app.apiSecret).update(`session of ${hosted.domain}`).digest("hex"),
    shop: hosted.domain,
    timestamp: String(Math.floor(platform.clock.now() / 1000)),
  };
  for (const [name, value] of Object.entries(signed)) url.searchParams.set(name, value);
  const message = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  url.searchParams.set("hmac", createHmac("sha256", platform.app.apiSecret).update(message).digest("hex"));
  return url.href;
}
