import { type FileHandle, open, rm } from "node:fs/promises";

const CHUNK_CHARACTERS = 512 * 1024;

/**
 * A file of lines being written. Where children are to lie far from their parents, they go to a second file and come to the end at close.
 */
export class LineFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #childrenHandle: FileHandle | null;
  #text = "";
  #childrenText = "";
  #bytes = 0;

  private constructor(path: string, handle: FileHandle, childrenHandle: FileHandle | null) {
    this.#path = path;
    this.#handle = handle;
    this.#childrenHandle = childrenHandle;
  }

  static async create(path: string, childrenFar: boolean): Promise<LineFile> {
    return new LineFile(path, await open(path, "w"), childrenFar ? await open(`${path}.children`, "w+") : null);
  }

  add(line: string, isRoot: boolean): void {
    if (isRoot || !this.#childrenHandle) this.#text += `${line}\n`;
    else this.#childrenText += `${line}\n`;
  }

  /** Writes what has gathered, once it is worth a write. */
  async flush(least = CHUNK_CHARACTERS): Promise<void> {
    if (this.#text.length > least) {
      const text = Buffer.from(this.#text);
      this.#text = "";
      this.#bytes += text.length;
      await this.#handle.write(text);
    }
    if (this.#childrenHandle && this.#childrenText.length > least) {
      const text = this.#childrenText;
      this.#childrenText = "";
      await this.#childrenHandle.write(text);
    }
  }

  /** Finishes the file and tells its size in bytes. */
  async close(): Promise<number> {
    await this.flush(0);
    if (this.#childrenHandle) {
      const buffer = Buffer.alloc(CHUNK_CHARACTERS);
      for (let position = 0; ; ) {
        const { bytesRead } = await this.#childrenHandle.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0) break;
        await this.#handle.write(buffer, 0, bytesRead);
        position += bytesRead;
        this.#bytes += bytesRead;
      }
      await this.#childrenHandle.close();
      await rm(`${this.#path}.children`, { force: true });
    }
    await this.#handle.close();
    return this.#bytes;
  }
}
