import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { pool, withShop } from "../../app/db.server.ts";
import { freePort } from "../../prisma/embedded-state.ts";
import { givenShop } from "../factories/shop.ts";
import { requestOf } from "../webhooks/deliver.ts";

const root = join(import.meta.dirname, "../..");
const AT_ONCE = 24;
let web: ChildProcess | undefined;

afterEach(async () => {
  web?.kill("SIGKILL");
  await pool.end();
});

test("a web process that is killed amid deliveries has stored each that it answered, and what is sent again counts once", async () => {
  const shop = await givenShop();
  const port = await freePort(0);
  await start(port);
  const answered = new Set<string>();
  const unanswered = new Set<string>();
  let killed = false;
  const sender = async (n: number) => {
    for (let sent = 0; !killed; sent += 1) {
      const id = `${n}-${sent}`;
      if (await delivered(port, shop.domain, id)) answered.add(id);
      else unanswered.add(id);
      if (answered.size < 300 || killed) continue;
      killed = true;
      web?.kill("SIGSTOP"); // so that it is amid one delivery at least
      const last = delivered(port, shop.domain, `${n}-last`);
      web?.kill("SIGKILL");
      if (await last) answered.add(`${n}-last`);
      else unanswered.add(`${n}-last`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => sender(n)));
  const stored = async () => (await withShop(shop.id, (tx) => tx.query("select webhook_id from inbox"))).map((row) => row.webhook_id);
  const after = new Set(await stored());
  expect([...answered].filter((id) => !after.has(id))).toEqual([]);
  expect(unanswered.size).toBeGreaterThan(0);

  await start(port);
  for (const id of unanswered) expect(await delivered(port, shop.domain, id)).toBe(true); // as Shopify does
  expect((await stored()).sort()).toEqual([...answered, ...unanswered].sort());
}, 120_000);

async function start(port: number): Promise<void> {
  const environment: Record<string, string> = { NODE_ENV: "production", PORT: String(port) };
  const started = spawn(process.execPath, ["server.ts"], { cwd: root, env: { ...process.env, ...environment }, stdio: "ignore" });
  web = started;
  while (!(await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))) {
    if (started.exitCode !== null) throw new Error("the web process has ended");
    await sleep(100);
  }
}

/** Whether the door has answered that it keeps the delivery. */
async function delivered(port: number, domain: string, webhookId: string): Promise<boolean> {
  const body = { admin_graphql_api_id: "gid://shopify/Order/1", updated_at: "2026-07-01T12:17:28Z" };
  const { headers, method, body: bytes } = requestOf({ topic: "orders/updated", shop: domain, body, webhookId });
  const answer = await fetch(`http://127.0.0.1:${port}/webhooks`, { method, headers, body: await new Response(bytes).text() }).catch(
    () => null,
  );
  return answer?.status === 200;
}
