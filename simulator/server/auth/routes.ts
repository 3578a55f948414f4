import { timingSafeEqual } from "node:crypto";
import type { HostedShop } from "../hosted-shop.ts";
import { BadRequest, type Exchange, type Route, readBody, sendJson } from "../http.ts";
import { isLiveSessionToken, STAFF_ID } from "./session-token.ts";
import type { TokenPair } from "./token-book.ts";

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

/** Where the app gets its access tokens: by token exchange, and by refresh. */
export const authRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/shops\/([^/]+)\/admin\/oauth\/access_token$/,
    handle: (exchange, [domain = ""]) => giveToken(exchange, domain),
  },
];

async function giveToken(exchange: Exchange, domain: string): Promise<void> {
  const { platform, request, response } = exchange;
  const hosted = platform.shops.get(domain);
  if (!hosted) return sendJson(response, 404, { errors: "Not Found" });
  const asked = parameters(await readBody(request), request.headers["content-type"] ?? "");
  const refuse = (status: number, error: string, description: string): void => {
    hosted.counters.refusedTokens += 1;
    sendJson(response, status, { error, error_description: description });
  };
  if (hosted.faults.strikes("tokenServerErrorNext")) return sendJson(response, 503, { errors: "Service Unavailable" });
  if (asked.client_id !== platform.app.apiKey || !sameSecret(asked.client_secret ?? "", platform.app.apiSecret)) {
    return refuse(401, "invalid_client", "Client authentication failed: the client id or secret is wrong.");
  }
  if (asked.grant_type === "refresh_token") {
    const pair = hosted.tokens.refresh(asked.refresh_token ?? "");
    if (!pair) return refuse(400, "invalid_grant", "The refresh token is invalid, expired or was revoked.");
    hosted.installed = true;
    hosted.counters.tokenRefreshes += 1;
    return sendJson(response, 200, pairAnswer(hosted, pair));
  }
  if (asked.grant_type !== TOKEN_EXCHANGE)
    return refuse(400, "unsupported_grant_type", `Grant type ${asked.grant_type ?? ""} is not supported.`);
  if (asked.subject_token_type !== ID_TOKEN) return refuse(400, "invalid_request", "The subject token must be an id token.");
  if (!hosted.installed || !isLiveSessionToken(platform, hosted, asked.subject_token ?? "")) {
    return refuse(400, "invalid_subject_token", "The id token is invalid or has expired.");
  }
  hosted.counters.tokenExchanges += 1;
  const scope = hosted.shop.scopes.join(",");
  if (asked.requested_token_type === ONLINE) return sendJson(response, 200, onlineAnswer(hosted, scope));
  if (asked.requested_token_type !== OFFLINE) return refuse(400, "invalid_request", "The requested token type is unknown.");
  if (asked.expiring === "1") return sendJson(response, 200, pairAnswer(hosted, hosted.tokens.issuePair()));
  sendJson(response, 200, { access_token: hosted.tokens.issueOffline(), scope });
}

function pairAnswer(hosted: HostedShop, pair: TokenPair): Record<string, string | number> {
  return {
    access_token: pair.accessToken,
    scope: hosted.shop.scopes.join(","),
    expires_in: pair.expiresIn,
    refresh_token: pair.refreshToken,
    refresh_token_expires_in: pair.refreshTokenExpiresIn,
  };
}

function onlineAnswer(hosted: HostedShop, scope: string): Record<string, unknown> {
  const { accessToken, expiresIn } = hosted.tokens.issueOnline();
  return {
    access_token: accessToken,
    scope,
    expires_in: expiresIn,
    associated_user_scope: scope,
    associated_user: {
      id: Number(STAFF_ID),
      first_name: "Robin",
      last_name: "Marlowe",
      email: hosted.shop.profile.email,
      email_verified: true,
      account_owner: true,
      locale: "en",
      collaborator: false,
    },
  };
}

function parameters(body: string, contentType: string): Record<string, string | undefined> {
  if (!contentType.includes("json")) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) throw new BadRequest("The body is not an object");
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
  } catch {
    throw new BadRequest("The body is not JSON");
  }
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
