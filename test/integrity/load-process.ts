import { pool } from "../../app/db.server.ts";
import { mergeOperation } from "../../app/ingest/bulk/merge.ts";
import { stageFile } from "../../app/ingest/bulk/stage.ts";

/** A process that loads one file, to be killed in the middle. Small batches and ranges, so that there is a middle. Prints the counts. */
const [url = "", shopId = "", operationId = ""] = process.argv.slice(2);
const load = {
  shop: { id: shopId, currency: "USD", timeZone: "America/New_York" },
  operationId,
  resource: "orders_recent" as const,
  signal: new AbortController().signal,
};
await stageFile({ ...load, url, batchBytes: 100_000 });
console.log(JSON.stringify(await mergeOperation({ ...load, rangeSize: 10 })));
await pool.end();
