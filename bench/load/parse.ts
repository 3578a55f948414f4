import { createReadStream } from "node:fs";
import { CheckedLines } from "../../app/ingest/bulk/checked-lines.ts";
import { Blocks } from "../../app/ingest/bulk/copy-rows.ts";
import { LineSplitter } from "../../app/ingest/bulk/lines.ts";

/** A process of its own that reads a file and parses each line, alone or with the check as a load does it. Prints the milliseconds. */
const [path = "", mode = ""] = process.argv.slice(2);
const blocks = new Blocks();
const checked = new CheckedLines({ id: "1", currency: "USD", timeZone: "America/New_York" }, "orders_older", blocks);
let lines = 0;
let bytes = 0;
let last: unknown;

const parse = (line: Buffer, start: number, end: number) => {
  last = JSON.parse(line.toString("utf8", start, end));
};
const check = (line: Buffer, start: number, end: number) => {
  checked.add(line, start, end, ++lines);
  bytes += end - start;
  if (bytes < 16 * 1024 * 1024) return;
  for (const rows of checked.take().rows) for (const part of rows.parts) blocks.giveBack(part.buffer);
  bytes = 0;
};

const started = performance.now();
const splitter = new LineSplitter(mode === "check" ? check : parse);
for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) splitter.feed(chunk);
splitter.end();
const ended = performance.now();
if (last === undefined && lines === 0) throw new Error("nothing was read");
console.log(ended - started);
