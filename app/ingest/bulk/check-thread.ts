import { parentPort, workerData } from "node:worker_threads";
import { CheckedLines } from "./checked-lines.ts";
import type { FromThread, ThreadTask, ToThread } from "./checker.ts";
import { Blocks } from "./copy-rows.ts";
import { LineSplitter } from "./lines.ts";

/** The thread that a Checker starts: parses, checks and encodes, while the main one reads the file and speaks with PostgreSQL. */
const { shop, resource, linesRead }: ThreadTask = workerData;
const port = parentPort;
if (port === null) throw new Error("check-thread.ts runs in a thread of its own");

const blocks = new Blocks();
const checked = new CheckedLines(shop, resource, blocks);
let lines = linesRead;
const splitter = new LineSplitter((bytes, start, end) => checked.add(bytes, start, end, ++lines));
const post = (message: FromThread, transfer: ArrayBuffer[]) => port.postMessage(message, transfer);

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "bytes":
      splitter.feed(message.bytes);
      post({ kind: "read", block: message.bytes.buffer }, [message.bytes.buffer]);
      break;
    case "cut": {
      if (message.end) splitter.end();
      const batch = checked.take();
      const parts = batch.rows.flatMap((rows) => rows.parts.map((part) => part.buffer));
      post({ kind: "batch", batch: { ...batch, linesRead: lines, restBytes: splitter.restBytes } }, parts);
      break;
    }
    case "spare":
      for (const block of message.blocks) blocks.giveBack(block);
      break;
  }
});
