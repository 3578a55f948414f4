import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type EmbeddedServer, startEmbedded } from "../../prisma/embedded.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { bareCopy, withClient } from "./bare-copy.ts";
import { writeBulkFile } from "./generate.ts";

const { values: options } = parseArgs({
  options: { orders: { type: "string", default: "200000" }, keep: { type: "boolean", default: false } },
});
const orders = Number(options.orders);

const loaded = z.object({
  stageMs: z.number(),
  mergeMs: z.number(),
  totalMs: z.number(),
  peakMb: z.number(),
  counts: z.record(z.string(), z.number()),
});
const inserted = z.tuple([z.object({ id: z.string() })]);

const folder = mkdtempSync(join(tmpdir(), "tillwise-bench-"));
const server = await startEmbedded({ folder });
const say = (what: string, figure: string) => console.log(`${what.padEnd(44)} ${figure.padStart(16)}`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
try {
  const whole = file("whole.jsonl", orders);
  const tenth = file("tenth.jsonl", Math.ceil(orders / 10));
  say(`file: ${orders.toLocaleString("en")} orders`, `${(whole.bytes / 1e6).toFixed(0)} MB`);
  say("lines", whole.lines.toLocaleString("en"));
  const { app } = await prepareEmbedded(server, "bench");
  await prepareEmbedded(server, "empty");

  const small = await load(server, app, tenth.path);
  await withClient(server.url("superuser", "bench"), (client) => client.query("truncate orders, order_line, agreement, sale, dirty"));
  const parseMs = await inProcess(["bench/load/parse.ts", whole.path, "parse"], environment(app)).then(Number);
  const checkMs = await inProcess(["bench/load/parse.ts", whole.path, "check"], environment(app)).then(Number);
  const large = await load(server, app, whole.path);
  const copyMs = await bareCopy(server.url("superuser", "bench"), server.url("superuser", "empty"), folder);

  say("JSON.parse of every line alone", seconds(parseMs));
  say("bare COPY into the same keyed tables", seconds(copyMs));
  say("the limit: both", seconds(parseMs + copyMs));
  say("parse and check, without database", seconds(checkMs));
  say("phase 1: parse, check, stage", seconds(large.stageMs));
  say("phase 2: merge", seconds(large.mergeMs));
  say("the load", seconds(large.totalMs));
  say("peak memory of the worker", `${large.peakMb.toFixed(0)} MB`);
  say("peak memory, a tenth of the file", `${small.peakMb.toFixed(0)} MB`);
  console.log(JSON.stringify(large.counts));
  console.log(
    JSON.stringify({
      limitRatio: round(large.totalMs / (parseMs + copyMs)),
      peakMb: round(large.peakMb),
      peakMbTenth: round(small.peakMb),
      linesPerSecond: Math.round((whole.lines / large.totalMs) * 1000),
    }),
  );
} finally {
  if (!options.keep) {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  } else console.log(folder, server.url("superuser", "bench"));
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}

function file(name: string, count: number): { path: string; bytes: number; lines: number } {
  const path = join(folder, name);
  return { path, ...writeBulkFile(path, count) };
}

async function load(on: EmbeddedServer, app: string, path: string): Promise<z.output<typeof loaded>> {
  const { shopId, operationId } = await withClient(on.url("superuser", "bench"), async (client) => {
    await client.query("checkpoint");
    const [shop] = inserted.parse(
      (
        await client.query(
          `insert into shop (domain, name, currency, time_zone) values ($1, 'Bench', 'USD', 'America/New_York')
           on conflict (domain) do update set name = excluded.name returning id`,
          ["bench.myshopify.com"],
        )
      ).rows,
    );
    const [run] = inserted.parse(
      (await client.query("insert into sync_run (shop_id, kind, status) values ($1, 'full', 'done') returning id", [shop.id])).rows,
    );
    const [operation] = inserted.parse(
      (
        await client.query(
          "insert into bulk_operation (shop_id, sync_run_id, resource, status) values ($1, $2, 'orders_older', 'loading') returning id",
          [shop.id, run.id],
        )
      ).rows,
    );
    return { shopId: shop.id, operationId: operation.id };
  });
  const files = spawn(process.execPath, ["bench/load/file-server.ts", path], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await firstLine(files);
    return loaded.parse(JSON.parse(await inProcess(["bench/load/worker.ts", url, shopId, operationId], environment(app))));
  } finally {
    files.kill();
  }
}

function environment(app: string): Record<string, string> {
  return {
    DATABASE_URL: app,
    SHOPIFY_API_KEY: "bench",
    SHOPIFY_API_SECRET: "bench",
    SHOPIFY_APP_URL: "http://localhost:3000",
    TOKEN_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32).toString("base64")}`,
    LOG_LEVEL: "error",
  };
}

/** Runs a script in a process of its own; what it says on its last line. */
async function inProcess(args: readonly string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [...(process.env.BENCH_NODE_ARGS?.split(" ") ?? []), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
  return said.trim().split("\n").at(-1) ?? "";
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the file server says nothing");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the file server has ended");
}
