import { Worker } from "node:worker_threads";
import type { BulkResource } from "../../db/bulk-operation.ts";
import type { ShopContext } from "../records/record.ts";
import type { CheckedBatch } from "./checked-lines.ts";

/** What the thread starts with: the lines before those that it will be given. */
export type ThreadTask = { readonly shop: ShopContext; readonly resource: BulkResource; readonly linesRead: number };

export type ToThread =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "cut"; readonly end: boolean }
  | { readonly kind: "spare"; readonly blocks: readonly ArrayBuffer[] };

/** Everything that was fed before a cut: `linesRead` counts the file's whole lines, `restBytes` those of the line that has not ended. */
export type CutBatch = CheckedBatch & { readonly linesRead: number; readonly restBytes: number };

export type FromThread = { readonly kind: "read"; readonly block: ArrayBuffer } | { readonly kind: "batch"; readonly batch: CutBatch };

const BLOCK_BYTES = 256 * 1024;
const BLOCKS = 4;

/** Bounds of the thread's own heap: it makes little but garbage, and an early collection keeps it small. */
const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 96 };

/**
 * Checks a file's lines in a thread of its own. Bytes go there in a fixed number of blocks, which come back when they are read: `feed`
 * waits where the thread has enough to do. Has to be closed. What goes wrong in the thread rejects whatever is waited for, then and later.
 */
export class Checker {
  readonly #thread: Worker;
  #spare: ArrayBuffer[] = Array.from({ length: BLOCKS }, () => new ArrayBuffer(BLOCK_BYTES));
  #block: Uint8Array<ArrayBuffer> | null = null;
  #at = 0;
  #failure: Error | null = null;
  #waiting: PromiseWithResolvers<void> | null = null;
  #cuts: PromiseWithResolvers<CutBatch>[] = [];

  constructor(task: ThreadTask) {
    this.#thread = new Worker(new URL("./check-thread.ts", import.meta.url), { workerData: task, execArgv: [], resourceLimits });
    this.#thread.on("message", (message: FromThread) => this.#receive(message));
    this.#thread.on("error", (error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#thread.on("exit", () => this.#fail(new Error("the thread that checks lines has ended")));
  }

  /** Takes the bytes in; they are copied. */
  async feed(chunk: Uint8Array): Promise<void> {
    let from = 0;
    while (from < chunk.length) {
      const block = this.#block ?? (await this.#nextBlock());
      const part = chunk.subarray(from, from + block.length - this.#at);
      block.set(part, this.#at);
      from += part.length;
      this.#at += part.length;
      if (this.#at === block.length) this.#flush();
    }
  }

  /** All lines that have ended, and with `end` the last one too; the bytes of one that has not are left for the next batch. */
  cut(end: boolean): Promise<CutBatch> {
    this.#flush();
    const cut = Promise.withResolvers<CutBatch>();
    if (this.#failure) cut.reject(this.#failure);
    else this.#cuts.push(cut);
    this.#post({ kind: "cut", end });
    return cut.promise;
  }

  /** The memory of a batch that has been written, for the next ones. */
  giveBack(batch: CheckedBatch): void {
    const blocks = batch.rows.flatMap((rows) => rows.parts.map((part) => part.buffer));
    this.#post({ kind: "spare", blocks }, blocks);
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  async #nextBlock(): Promise<Uint8Array<ArrayBuffer>> {
    while (this.#spare.length === 0) {
      if (this.#failure) throw this.#failure;
      this.#waiting = Promise.withResolvers();
      await this.#waiting.promise;
    }
    this.#block = new Uint8Array(this.#spare.pop() ?? new ArrayBuffer(BLOCK_BYTES));
    return this.#block;
  }

  #flush(): void {
    if (this.#block === null) return;
    this.#post({ kind: "bytes", bytes: this.#block.subarray(0, this.#at) }, [this.#block.buffer]);
    this.#block = null;
    this.#at = 0;
  }

  #post(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.#thread.postMessage(message, transfer);
  }

  #receive(message: FromThread): void {
    if (message.kind === "batch") {
      this.#cuts.shift()?.resolve(message.batch);
      return;
    }
    this.#spare.push(message.block);
    this.#waiting?.resolve();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    for (const cut of this.#cuts.splice(0)) cut.reject(this.#failure);
  }
}
