import { createReadStream } from "node:fs";
import { Batch } from "../../app/ingest/bulk/batch.ts";
import { LineSplitter } from "../../app/ingest/bulk/lines.ts";
import { AgreementOrders } from "../../app/ingest/records/agreement-orders.ts";

/** A process of its own that reads a file and parses each line, alone or with the check as a load does it. Prints the milliseconds. */
const [path = "", mode = ""] = process.argv.slice(2);
const batch = new Batch({ id: "1", currency: "USD", timeZone: "America/New_York" }, "orders_older", new AgreementOrders());
let lines = 0;
let bytes = 0;
let last: unknown;

const parse = (line: Buffer, start: number, end: number) => {
  last = JSON.parse(line.toString("utf8", start, end));
};
const check = (line: Buffer, start: number, end: number) => {
  batch.take(line, start, end, ++lines);
  bytes += end - start;
  if (bytes < 16 * 1024 * 1024) return;
  batch.clear();
  bytes = 0;
};

const started = performance.now();
const splitter = new LineSplitter(mode === "check" ? check : parse);
for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) splitter.feed(chunk);
splitter.end();
const ended = performance.now();
if (last === undefined && lines === 0) throw new Error("nothing was read");
console.log(ended - started);
