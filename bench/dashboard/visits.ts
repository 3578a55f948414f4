import { createHmac, randomUUID } from "node:crypto";
import { type PresetId, presets } from "../../app/lib/date-range.ts";
import { pages } from "../../test/e2e/pages.ts";
import type { WebProcess } from "../webhook/web-process.ts";
import { type Times, timesOf } from "./times.ts";

/** A page at a preset, and how long the server took for its whole document. */
export type PageTimes = Times & { readonly path: string; readonly preset: PresetId };

const API_KEY = "bench";
/** Shopify's library shows nothing to bots, and Node counts as one. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Measures every page of the app at every preset, as a visit of Admin asks for them. Says which it cannot reach: no page leads to them. */
export async function measurePages(web: WebProcess, shopDomain: string, runs: number, say: (line: string) => void): Promise<PageTimes[]> {
  const measured: PageTimes[] = [];
  for (const { path, from } of pages) {
    const address = from === undefined ? path : await firstLink(web, shopDomain, from, path);
    if (address === null) {
      say(`not measured: ${path}, for ${from} does not link to it here`);
      continue;
    }
    for (const { id: preset } of presets) {
      const read = () => documentOf(web, shopDomain, withParams(address, { range: preset }));
      await read();
      measured.push({ path, preset, ...(await timesOf(runs, read)) });
    }
  }
  return measured;
}

async function firstLink(web: WebProcess, shopDomain: string, from: string, path: string): Promise<string | null> {
  const links = [...(await documentOf(web, shopDomain, from)).matchAll(/href="([^"]+)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
  return links.find((href) => href.startsWith(path)) ?? null;
}

/** The whole document, with what is streamed after it. */
async function documentOf(web: WebProcess, shopDomain: string, address: string): Promise<string> {
  return (await visit(web, shopDomain, address)).text();
}

/** The answer to a visit of Admin, before it is read. Throws where it is no page or file. */
export async function visit({ port, secret }: WebProcess, shopDomain: string, address: string): Promise<Response> {
  const host = Buffer.from(`admin.shopify.com/store/${shopDomain.split(".")[0]}`).toString("base64url");
  const url = withParams(address, { embedded: "1", shop: shopDomain, host, id_token: sessionToken(shopDomain, secret) });
  const response = await fetch(`http://127.0.0.1:${port}${url}`, { redirect: "manual", headers: { "user-agent": BROWSER } });
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return response;
}

function withParams(address: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(address, "http://app");
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** A session token as App Bridge gives it. */
function sessionToken(shopDomain: string, secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const parties = { iss: `https://${shopDomain}/admin`, dest: `https://${shopDomain}`, aud: API_KEY, sub: "1" };
  const claims = { ...parties, exp: now + 60, nbf: now, iat: now, jti: randomUUID(), sid: randomUUID() };
  const encoded = [{ alg: "HS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${encoded}.${createHmac("sha256", secret).update(encoded).digest("base64url")}`;
}
