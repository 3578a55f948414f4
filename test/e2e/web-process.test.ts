import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../prisma/embedded-state.ts";

const root = join(import.meta.dirname, "../..");
const port = await freePort(0);
/** So long it waits for answers that do not end: this was not waited for. */
const STOP_TIMEOUT_MS = 10_000;
const url = `http://127.0.0.1:${port}`;
let web: ChildProcess;
let log = "";

beforeAll(async () => {
  web = start({ NODE_ENV: "production", LOG_LEVEL: "info", PORT: String(port) });
  web.stdout?.on("data", (chunk) => {
    log += chunk;
  });
  while (!(await fetch(`${url}/healthz`).catch(() => null))) await sleep(100);
});
afterAll(() => web.kill("SIGKILL"));

function start(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["server.ts"], { cwd: root, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
}

test("it answers for its health, and does not say what it is made of", async () => {
  const health = await fetch(`${url}/healthz`);

  expect(health.status).toBe(200);
  expect(await health.text()).toBe("ok");
  expect(health.headers.get("x-powered-by")).toBeNull();
});

test("built files may be kept for ever, for their names change with them", async () => {
  const [file = ""] = globSync("assets/entry.client-*.js", { cwd: join(root, "build/client") });
  const asset = await fetch(`${url}/${file}`);

  expect(asset.status).toBe(200);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await fetch(`${url}/assets/none.js`)).status).toBe(404);
});

test("requests are logged without what stands behind the question mark", async () => {
  await fetch(`${url}/app?shop=a.myshopify.com&id_token=eyJhbGci.secret.sig`, { redirect: "manual", headers: { "user-agent": "curl" } });

  await expect.poll(() => log).toContain('"path":"/app","status":410');
  expect(log).not.toContain("id_token");
  expect(log).not.toContain("secret");
});

test("nobody may frame the front page", async () => {
  const front = await fetch(url, { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0" } });

  expect(front.headers.get("content-security-policy")).toBe("frame-ancestors 'none';");
  expect(await front.text()).toContain("open it there, under Apps");
});

test("a variable that is missing ends it at once, with its name and no stack", async () => {
  const child = start({ SHOPIFY_API_SECRET: "", PORT: "0" });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close"); // all of it has been read by then

  expect(code).toBe(1);
  expect(said).toMatch(/SHOPIFY_API_SECRET is not set\. It is the app's client secret/);
  expect(said).not.toContain("    at ");
});

test("SIGTERM ends it in order, although browsers keep their connections", async () => {
  await fetch(`${url}/healthz`, { headers: { connection: "keep-alive" } });
  const exited = once(web, "exit");
  const asked = performance.now();
  web.kill("SIGTERM");

  expect(await exited).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(STOP_TIMEOUT_MS);
});
