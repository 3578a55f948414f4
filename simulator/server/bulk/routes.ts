import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { FileRequest } from "../counters.ts";
import type { HostedShop } from "../hosted-shop.ts";
import type { Exchange, Route } from "../http.ts";
import type { Platform } from "../platform.ts";
import type { BulkOperation } from "./operations.ts";
import { parseRange } from "./range.ts";

const FILE_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
const CHUNK_BYTES = 256 * 1024;
const HOLD_CHECK_MS = 25;

/** The files of bulk operations: no token needed, byte ranges served, gone after seven days. */
export const bulkRoutes: readonly Route[] = [
  { method: "GET", path: /^\/bulk\/(\w+)\.jsonl$/, handle: (exchange, [token = ""]) => serveFile(exchange, token) },
];

async function serveFile(exchange: Exchange, token: string): Promise<void> {
  const { platform, request, response, url } = exchange;
  const found = findFile(platform, token);
  if (!found) return sendError(response, 404, "NoSuchKey", "The specified key does not exist.");
  const { hosted, operation, path } = found;
  const log = (status: number, firstByte: number): FileRequest => {
    const entry: FileRequest = { operationId: operation.id, range: request.headers.range ?? null, status, firstByte, bytesSent: 0 };
    hosted.counters.fileRequests.push(entry);
    return entry;
  };
  if (hosted.faults.strikes("fileServerErrorNext")) {
    log(503, 0);
    return sendError(response, 503, "ServiceUnavailable", "Please try again.");
  }
  if (hosted.faults.strikes("fileExpiredNext")) operation.expiredAddresses += 1;
  const old = Number(url.searchParams.get("address") ?? 0) < operation.expiredAddresses;
  if (old || platform.clock.now() - (operation.completedAtMs ?? 0) > FILE_LIFE_MS) {
    log(400, 0);
    return sendError(response, 400, "ExpiredToken", "The provided token has expired.");
  }
  const { size } = await stat(path);
  const etag = `"${token}"`;
  const ifRange = request.headers["if-range"];
  const range = ifRange !== undefined && ifRange !== etag ? null : parseRange(request.headers.range, size);
  const headers = { "Content-Type": "application/jsonl", "Accept-Ranges": "bytes", ETag: etag };
  if (range === "unsatisfiable") {
    log(416, 0);
    return void response.writeHead(416, { ...headers, "Content-Range": `bytes */${size}` }).end();
  }
  const [first, last] = range ?? [0, size - 1];
  const entry = log(range ? 206 : 200, first);
  response.writeHead(entry.status, {
    ...headers,
    "Content-Length": last - first + 1,
    ...(range ? { "Content-Range": `bytes ${first}-${last}/${size}` } : {}),
  });
  await sendBytes(hosted, response, path, [first, last], entry);
}

async function sendBytes(
  hosted: HostedShop,
  response: ServerResponse,
  path: string,
  [start, end]: readonly [number, number],
  entry: FileRequest,
): Promise<void> {
  const { fileBytesPerSecond: pace, fileDropAfterBytes } = hosted.faults.settings;
  const dropAfter = hosted.faults.strikes("fileDropNext") ? fileDropAfterBytes : Number.POSITIVE_INFINITY;
  const highWaterMark = Math.min(CHUNK_BYTES, pace > 0 ? Math.max(1024, Math.ceil(pace / 20)) : CHUNK_BYTES);
  const startedAt = performance.now();
  if (end < start) return void response.end();
  for await (const read of createReadStream(path, { start, end, highWaterMark })) {
    const chunk: Buffer = read.subarray(0, Math.max(0, dropAfter - entry.bytesSent));
    if (response.destroyed) return;
    const isTaken = response.write(chunk);
    entry.bytesSent += chunk.length;
    if (entry.bytesSent >= dropAfter) {
      // What was written must leave before the connection is cut, or the reader would see nothing at all.
      await new Promise<void>((resolve) => response.write("", () => resolve()));
      return void response.destroy();
    }
    if (!isTaken && !response.destroyed) await drained(response);
    if (start + entry.bytesSent <= end) await letGo(hosted, response, start + entry.bytesSent);
    const dueMs = pace > 0 ? (entry.bytesSent / pace) * 1000 - (performance.now() - startedAt) : 0;
    if (dueMs > 1) await delay(dueMs);
  }
  response.end();
}

/** Stands still from the byte on that is set, until that is changed or nobody reads any more. */
async function letGo({ faults }: HostedShop, response: ServerResponse, position: number): Promise<void> {
  const isHeld = () => faults.settings.fileHoldAtBytes > 0 && position >= faults.settings.fileHoldAtBytes;
  while (isHeld() && !response.destroyed) await delay(HOLD_CHECK_MS);
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

function findFile(platform: Platform, token: string): { hosted: HostedShop; operation: BulkOperation; path: string } | null {
  for (const hosted of platform.shops.values()) {
    for (const operation of hosted.bulk.all) {
      if (operation.file?.url.endsWith(`/${token}.jsonl`)) return { hosted, operation, path: operation.file.path };
    }
  }
  return null;
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { "Content-Type": "application/xml; charset=UTF-8" });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}
