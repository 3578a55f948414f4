import type { FactTable, RecordKind } from "../records/record.ts";

const BLOCK_BYTES = 256 * 1024;
const MAX_UTF8_BYTES_PER_UNIT = 3;

/** Rows of a staging table in COPY's text format: `parts` in their order, each over a block of memory of its own. */
export type EncodedRows = {
  readonly table: FactTable;
  readonly columns: readonly string[];
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
};

/** Blocks of memory that are used again, so that memory stays level however long a file is. */
export class Blocks {
  #spare: ArrayBuffer[] = [];

  take(bytes: number): Buffer<ArrayBuffer> {
    const spare = bytes <= BLOCK_BYTES ? this.#spare.pop() : undefined;
    return Buffer.from(spare ?? new ArrayBuffer(Math.max(BLOCK_BYTES, bytes)));
  }

  giveBack(block: ArrayBuffer): void {
    if (block.byteLength === BLOCK_BYTES) this.#spare.push(block);
  }
}

/** Encodes rows of one kind as they come. */
export class CopyRows {
  readonly #kind: RecordKind;
  readonly #blocks: Blocks;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #block: Buffer<ArrayBuffer> | null = null;
  #at = 0;

  constructor(kind: RecordKind, blocks = new Blocks()) {
    this.#kind = kind;
    this.#blocks = blocks;
  }

  add(row: string): void {
    const needed = row.length * MAX_UTF8_BYTES_PER_UNIT;
    let block = this.#block;
    if (block === null || this.#at + needed > block.length) {
      this.#end();
      block = this.#blocks.take(needed);
      this.#block = block;
    }
    this.#at += block.write(row, this.#at, "utf8");
  }

  /** The rows that were added since the last call. */
  take(): EncodedRows {
    this.#end();
    const parts = this.#parts;
    this.#parts = [];
    return { table: this.#kind.table, columns: ["line", ...this.#kind.columns], parts };
  }

  #end(): void {
    if (this.#block !== null) this.#parts.push(this.#block.subarray(0, this.#at));
    this.#block = null;
    this.#at = 0;
  }
}
