const NEWLINE = 10;

/** Given the bytes of one line, without its end: those of `bytes` from `start` to `end`. They are not kept beyond the call. */
export type OnLine = (bytes: Buffer, start: number, end: number) => void;

/** Longer lines than any record has; such a line is cut to it, and so refused as unreadable instead of filling the memory. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Parts a stream of bytes into lines. Only the line that lies across two chunks is copied. */
export class LineSplitter {
  readonly #onLine: OnLine;
  #rest: Buffer[] = [];
  #restBytes = 0;

  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  /** Bytes that came in and belong to a line that has not ended. */
  get restBytes(): number {
    return this.#restBytes;
  }

  feed(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      if (start === 0 && this.#restBytes > 0) this.#endRest(bytes.subarray(0, end));
      else this.#onLine(bytes, start, end);
      start = end + 1;
    }
    if (start < bytes.length) this.#keep(bytes.subarray(start));
  }

  /** Gives the last line where the file does not end with a newline. */
  end(): void {
    if (this.#restBytes > 0) this.#endRest(Buffer.alloc(0));
  }

  #keep(part: Buffer): void {
    if (this.#restBytes <= MAX_LINE_BYTES) this.#rest.push(Buffer.from(part));
    this.#restBytes += part.length;
  }

  #endRest(part: Buffer): void {
    const line = Buffer.concat([...this.#rest, part]);
    this.#rest = [];
    this.#restBytes = 0;
    this.#onLine(line, 0, line.length);
  }
}
