import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { columnsOf } from "../../db/columns.ts";
import { staged } from "../../db/staging.ts";
import type { ShopTransaction } from "../../db.server.ts";
import { sql } from "../../lib/sql.ts";
import type { RecordKind } from "../records/record.ts";

const BLOCK_BYTES = 256 * 1024;
const MAX_UTF8_BYTES_PER_UNIT = 3;

/** Rows of one kind in COPY's text format, encoded as they come; its blocks are used again, so that memory stays level. */
export class CopyRows {
  readonly kind: RecordKind;
  #blocks: Buffer[] = [Buffer.allocUnsafeSlow(BLOCK_BYTES)];
  #filled: number[] = [];
  #at = 0;

  constructor(kind: RecordKind) {
    this.kind = kind;
  }

  get empty(): boolean {
    return this.#filled.length === 0 && this.#at === 0;
  }

  add(row: string): void {
    let block = this.#blocks[this.#filled.length];
    const needed = row.length * MAX_UTF8_BYTES_PER_UNIT;
    if (block === undefined || this.#at + needed > block.length) block = this.#nextBlock(needed);
    this.#at += block.write(row, this.#at, "utf8");
  }

  clear(): void {
    this.#filled = [];
    this.#at = 0;
  }

  /** Sends the rows to the operation's staging table. */
  async copy(tx: ShopTransaction, operationId: string): Promise<void> {
    const columns = columnsOf(["line", ...this.kind.columns]);
    const { text } = sql`copy ${staged(this.kind.table, operationId)} (${columns}) from stdin`;
    await pipeline(Readable.from(this.#parts(), { objectMode: true }), tx.client.query(copyFrom(text)));
  }

  *#parts(): Generator<Buffer> {
    for (const [index, length] of [...this.#filled, this.#at].entries()) {
      const block = this.#blocks[index];
      if (block !== undefined && length > 0) yield block.subarray(0, length);
    }
  }

  #nextBlock(needed: number): Buffer {
    if (this.#at > 0) this.#filled.push(this.#at);
    this.#at = 0;
    const place = this.#filled.length;
    const kept = this.#blocks[place];
    if (kept !== undefined && kept.length >= needed) return kept;
    const block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, needed));
    this.#blocks[place] = block;
    return block;
  }
}
