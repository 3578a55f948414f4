/**
 * `npm run bench:load [-- --orders N]`: a load of a bulk file against its limit, measured in one run on one machine (docs/decisions/0010).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbedded } from "../../prisma/embedded.ts";
import { generateClient } from "../../prisma/generate.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { bareCopy, withClient } from "./bare-copy.ts";
import { writeBulkFile } from "./generate.ts";
import { load } from "./load.ts";
import { environment, run } from "./processes.ts";

const { values: options } = parseArgs({ options: { orders: { type: "string", default: "200000" } } });
const orders = Number(options.orders);
if (!Number.isInteger(orders) || orders < 10) throw new Error("--orders takes a whole number from 10 on");

const say = (what: string, figure: string) => console.log(`${what.padEnd(44)} ${figure.padStart(14)}`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const megabytes = (mb: number) => `${mb.toFixed(0)} MB`;
const round = (figure: number) => Math.round(figure * 100) / 100;

generateClient();
const folder = mkdtempSync(join(tmpdir(), "tillwise-bench-load-"));
const server = await startEmbedded({ folder });
try {
  const [whole, tenth] = [join(folder, "whole.jsonl"), join(folder, "tenth.jsonl")];
  const { bytes, lines } = writeBulkFile(whole, orders);
  writeBulkFile(tenth, Math.ceil(orders / 10));
  say(`the file: ${orders.toLocaleString("en")} orders, ${lines.toLocaleString("en")} lines`, megabytes(bytes / 1e6));

  const [loaded, empty] = [server.url("superuser", "bench"), server.url("superuser", "empty")];
  const { app } = await prepareEmbedded(server, "bench");
  await prepareEmbedded(server, "empty");
  const small = await load(tenth, loaded, app);
  await withClient(loaded, (client) => client.query("truncate orders, order_line, agreement, sale, dirty"));

  const parseMs = Number(await run("parse.ts", [whole, "parse"], environment(app)));
  const checkMs = Number(await run("parse.ts", [whole, "check"], environment(app)));
  const large = await load(whole, loaded, app);
  const { applied, linesRead, unbalanced } = large.counts;
  if (applied !== lines || linesRead !== lines || unbalanced !== 0) throw new Error(`the load is wrong: ${JSON.stringify(large.counts)}`);
  const copyMs = await bareCopy(loaded, empty, folder);
  const { upsertsPerSecond } = await import("./upserts.ts");
  const upserts = await upsertsPerSecond(loaded, empty);

  const limitMs = parseMs + copyMs;
  const perSecond = (lines / large.totalMs) * 1000;
  say("JSON.parse of every line alone", seconds(parseMs));
  say("bare COPY of the same rows, same keyed tables", seconds(copyMs));
  say("  the limit: both", seconds(limitMs));
  say("parse", seconds(parseMs));
  say("check and encode, over parse", seconds(checkMs - parseMs));
  say("phase 1: read, parse, check, stage", seconds(large.stageMs));
  say("phase 2: merge", seconds(large.mergeMs));
  say("  the load", seconds(large.totalMs));
  say("lines a second", Math.round(perSecond).toLocaleString("en"));
  say("one Prisma upsert a record, rows a second", Math.round(upserts).toLocaleString("en"));
  say("peak memory of the worker", megabytes(large.peakMb));
  say("  with a tenth of the file", megabytes(small.peakMb));
  console.log(
    JSON.stringify({
      limitRatio: round(large.totalMs / limitMs),
      upsertRatio: round(perSecond / upserts),
      peakMb: round(large.peakMb),
      peakMbTenth: round(small.peakMb),
      linesPerSecond: Math.round(perSecond),
    }),
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
