import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { type EmbeddedServer, startEmbedded } from "../../prisma/embedded.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { jsonl, type ServedFile, serveFile, type Unkindness } from "../factories/bulk-file.ts";
import { orderLines } from "../factories/order-lines.ts";
import { plainRow } from "./catalogue.ts";

/** A server of this file's own, as careful with committed rows as the product's, for it is killed too. */
const folder = mkdtempSync(join(tmpdir(), "tillwise-crash-"));
let server: EmbeddedServer;
let appUrl: string;

const orders = Array.from({ length: 1_500 }, (_, id) => orderLines({ id: id + 1, returned: [0] }));
const content = jsonl([...orders.flat(), ...(orders[7]?.slice(0, 2) ?? []), "not JSON"]);
const counts = { linesRead: 12_003, applied: 12_000, unchanged: 0, older: 0, duplicate: 2, refused: 1, orphaned: 0, unbalanced: 0 };

beforeAll(async () => {
  server = await startEmbedded({ folder, settings: ["shared_buffers=128MB"] });
  appUrl = (await prepareEmbedded(server, "crash")).app;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const operations = z.array(z.object({ bytes_read: z.coerce.number(), merged: z.coerce.number() }));
const inserted = z.tuple([z.object({ id: z.string() })]);

async function query(text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url("superuser", "crash") });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** A shop with an operation that is ready to be loaded. */
async function givenLoad(): Promise<{ shopId: string; operationId: string }> {
  const [shop] = inserted.parse(
    await query(
      "insert into shop (domain, name, currency, time_zone) values (gen_random_uuid(), 's', 'USD', 'America/New_York') returning id",
    ),
  );
  const [operation] = inserted.parse(
    await query(
      "insert into bulk_operation (shop_id, sync_run_id, resource, status) values ($1, 1, 'orders_recent', 'loading') returning id",
      [shop.id],
    ),
  );
  return { shopId: shop.id, operationId: operation.id };
}

async function given(unkind: (request: number) => Unkindness): Promise<{ file: ServedFile; shopId: string; operationId: string }> {
  const file = await serveFile(content, unkind);
  onTestFinished(file.close);
  return { file, ...(await givenLoad()) };
}

function start({ file, shopId, operationId }: Awaited<ReturnType<typeof given>>): ChildProcess {
  const child = spawn(process.execPath, ["test/integrity/load-process.ts", file.url, shopId, operationId], {
    env: { ...process.env, DATABASE_URL: appUrl },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Loads to the end, and gives what the process said. */
async function finish(load: Awaited<ReturnType<typeof given>>): Promise<unknown> {
  const child = start(load);
  let said = "";
  child.stdout?.on("data", (text) => {
    said += text;
  });
  await once(child, "close");
  expect(child.exitCode).toBe(0);
  return JSON.parse(said);
}

async function until(load: { operationId: string }, reached: (row: { bytes_read: number; merged: number }) => boolean): Promise<void> {
  for (let tries = 0; tries < 3_000; tries++) {
    const [row] = operations.parse(await query("select bytes_read, merged from bulk_operation where id = $1", [load.operationId]));
    if (row !== undefined && reached(row)) return;
    await sleep(5);
  }
  throw new Error("the load did not come so far");
}

/**
 * Keeps the merge from coming to its end: two orders, one for each of its lanes, are being written by somebody else until they are let go.
 */
async function holdMerge({ shopId }: { shopId: string }): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: server.url("superuser", "crash") });
  client.on("error", () => undefined); // the server may be killed
  await client.connect();
  const row = await plainRow(client, "orders", shopId);
  const names = [...row.keys()];
  const insert = `insert into orders (${names.join(", ")}) values (${names.map((_, index) => `$${index + 1}`).join(", ")})`;
  await client.query("begin");
  for (const id of [700, 900]) await client.query(insert, [...row.set("id", id).values()]);
  return () => client.end();
}

/** The shop's facts and marks, to the last column, without the shop itself. */
async function facts(shopId: string): Promise<unknown> {
  const all = ["orders", "order_line", "agreement", "sale", "refused_row"].map((table) =>
    query(`select to_jsonb(t) - 'shop_id' - 'bulk_operation_id' as row from ${table} t where shop_id = $1 order by 1`, [shopId]),
  );
  return [...(await Promise.all(all)), await query("select kind, key from dirty where shop_id = $1 order by 1, 2", [shopId])];
}

/** What a load that nothing disturbs ends in. */
async function undisturbed(): Promise<unknown> {
  const load = await given(() => ({}));
  expect(await finish(load)).toMatchObject(counts);
  return facts(load.shopId);
}

async function killWorker(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function killServer(child: ChildProcess, file: ServedFile): Promise<void> {
  const exit = once(child, "exit");
  process.kill(server.pid, "SIGKILL");
  file.breakOff();
  await exit;
  server = await startEmbedded({ folder, settings: ["shared_buffers=128MB"] });
  expect(server.started).toBe("again");
}

const deaths = [
  ["the worker", killWorker],
  ["the database server", killServer],
] as const;

test.each(deaths)(
  "%s is killed while the file is read: the next attempt asks for the rest and ends in the same rows",
  async (_, kill) => {
    const load = await given((request) => (request === 0 ? { silentAfter: 1_500_000 } : {}));
    const child = start(load);
    await until(load, (row) => row.bytes_read > 1_000_000);

    await kill(child, load.file);
    const said = await finish(load);

    expect(said).toMatchObject(counts);
    expect(load.file.asked).toHaveLength(2);
    expect(load.file.asked[1]).toBeGreaterThan(1_000_000);
    expect(await facts(load.shopId)).toEqual(await undisturbed());
  },
  120_000,
);

test.each(deaths)(
  "%s is killed in the middle of the merge: no row is missing, double, or counted twice",
  async (_, kill) => {
    const load = await given(() => ({}));
    const letGo = await holdMerge(load);
    const child = start(load);
    await until(load, (row) => row.merged >= 100);

    await kill(child, load.file);
    await letGo();
    const [row] = operations.parse(await query("select bytes_read, merged from bulk_operation where id = $1", [load.operationId]));
    expect(row?.merged).toBeLessThan(1_500);
    const whole = await query(
      `select count(*)::int as orders from orders o where shop_id = $1 and (select count(*) from sale where shop_id = $1 and order_id = o.id) <> 3`,
      [load.shopId],
    );
    expect(whole).toEqual([{ orders: 0 }]); // an order is there with all of its sales, or not at all
    const said = await finish(load);

    expect(said).toMatchObject({ ...counts, merged: 1_500 });
    expect(load.file.asked).toEqual([0]);
    expect(await facts(load.shopId)).toEqual(await undisturbed());
  },
  120_000,
);
