import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";

export type Asked = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Record<string, unknown> };
export type Answer = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly hangUp?: boolean;
};
export type TinyShopify = {
  readonly url: string;
  /** Every request so far, in order. */
  readonly asked: Asked[];
  /** How often tokens were asked for, by grant. */
  grants(grant: "refresh_token" | "token-exchange"): number;
  /** What is answered; tokens and GraphQL are told apart by the path. */
  answer: (asked: Asked) => Answer | Promise<Answer>;
};

/** A token answer as Shopify gives it. */
export function tokens(name: string, lifeSeconds: number | undefined = 3600): Answer {
  const life = lifeSeconds === undefined ? {} : { expires_in: lifeSeconds };
  const refresh = { refresh_token: `shprt_${name}`, refresh_token_expires_in: 7_776_000 };
  return { body: { access_token: `shpat_${name}`, scope: "read_orders", ...life, ...refresh } };
}

/**
 * A real HTTP server in Shopify's place, on a free port of this machine. The app's modules read its address from the environment when
 * they are imported: import them after this, with `await import(…)`.
 */
export async function tinyShopify(): Promise<TinyShopify> {
  const asked: Asked[] = [];
  const tiny: TinyShopify = {
    url: "",
    asked,
    grants: (grant) => asked.filter(({ body }) => String(body.grant_type ?? "").endsWith(grant)).length,
    answer: () => ({ status: 404 }),
  };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const one: Asked = { path: request.url ?? "", headers: request.headers, body: text === "" ? {} : JSON.parse(text) };
    asked.push(one);
    const { status = 200, headers, body, hangUp } = await tiny.answer(one);
    if (hangUp) return void response.destroy();
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  process.env.SHOPIFY_ADMIN_ENDPOINT = url;
  return Object.assign(tiny, { url });
}

/** A session token as App Bridge gives it, signed with the secret of the tests' environment. */
export function sessionToken(shopDomain: string, claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: process.env.SHOPIFY_API_KEY,
    sub: "1",
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    ...claims,
  };
  const encoded = [{ alg: "HS256", typ: "JWT" }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const secret = process.env.SHOPIFY_API_SECRET ?? "";
  return `${encoded}.${createHmac("sha256", secret).update(encoded).digest("base64url")}`;
}
