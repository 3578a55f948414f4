import { pool } from "../../app/db.server.ts";
import { mergeOperation } from "../../app/ingest/bulk/merge.ts";
import { stageFile } from "../../app/ingest/bulk/stage.ts";

/** The worker's part of a load, in a process of its own so that its memory can be measured. Prints one line of JSON. */
const [url = "", shopId = "", operationId = ""] = process.argv.slice(2);
const load = {
  shop: { id: shopId, currency: "USD", timeZone: "America/New_York" },
  operationId,
  resource: "orders_older" as const,
  signal: new AbortController().signal,
};

const started = performance.now();
await stageFile({ ...load, url });
const staged = performance.now();
const counts = await mergeOperation(load);
const merged = performance.now();
await pool.end();

const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ stageMs: staged - started, mergeMs: merged - staged, totalMs: merged - started, peakMb, counts }));
