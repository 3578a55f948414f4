import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { BulkResource } from "../../app/db/bulk-operation.ts";
import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";

export type ServedFile = {
  readonly url: string;
  /** The first byte that each request asked for, in their order. */
  readonly asked: number[];
  /** Bytes sent, over all requests. */
  readonly sent: () => number;
  /** Drops the connections of now. */
  readonly breakOff: () => void;
  readonly close: () => Promise<void>;
};

/**
 * How the server treats its file: breaks the connection, or falls silent, once so many bytes of an answer are out; answers with a status
 * alone; does as if it knew no ranges.
 */
export type Unkindness = {
  readonly cutAfter?: number;
  readonly silentAfter?: number;
  readonly status?: number;
  readonly noRanges?: boolean;
};

/** Serves a file as Shopify does, with byte ranges; `unkind` says, per request from 0, how it misbehaves. */
export async function serveFile(content: Buffer, unkind: (request: number) => Unkindness = () => ({})): Promise<ServedFile> {
  const asked: number[] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    const { cutAfter, silentAfter, status, noRanges } = unkind(asked.length);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    asked.push(from);
    if (status !== undefined) return void response.writeHead(status).end();
    if (from > 0 && from >= content.length) return void response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    const start = noRanges ? 0 : from;
    const body = content.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, {
      "content-length": body.length,
      ...(start > 0 && { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` }),
    });
    const part = body.subarray(0, cutAfter ?? silentAfter);
    sent += part.length;
    if (part.length === body.length) response.end(part);
    else response.write(part, () => (cutAfter === undefined ? undefined : cut(response)));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/bulk.jsonl`,
    asked,
    sent: () => sent,
    breakOff: () => server.closeAllConnections(),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

function cut(response: ServerResponse): void {
  setTimeout(() => response.destroy(), 20); // what was written has to leave first
}

/** Objects, or lines as they stand, as the bytes of a JSONL file. */
export function jsonl(lines: readonly (object | string)[]): Buffer {
  return Buffer.from(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
}

const inserted = z.tuple([z.object({ id: z.string() })]);

/** A bulk operation whose export has ended, in a run of its own; its id. */
export async function givenOperation(shop: { readonly id: string }, resource: BulkResource): Promise<string> {
  return withShop(shop.id, async (tx) => {
    const [run] = inserted.parse(
      await tx.query(sql`insert into sync_run (shop_id, kind, status) values (${shop.id}, 'full', 'done') returning id`),
    );
    const [operation] = inserted.parse(
      await tx.query(sql`
        insert into bulk_operation (shop_id, sync_run_id, resource, status)
        values (${shop.id}, ${run.id}, ${resource}, 'loading')
        returning id`),
    );
    return operation.id;
  });
}
