import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

/** A file of trade cannot be read: the message names the file, the line and the reason. */
export class BadCsv extends Error {
  override name = "BadCsv";

  constructor(file: string, line: number | null, reason: string) {
    super(line === null ? `${basename(file)}: ${reason}` : `${basename(file)}, line ${line}: ${reason}`);
  }
}

/** One line of a file: its cells in the order of the columns asked for, and a way to refuse it with a reason. */
export type CsvRow = { readonly cells: readonly string[]; readonly refuse: (reason: string) => never };

/**
 * Streams a CSV file, gzipped if its name ends in .gz, and hands on one row after another. The first line must name exactly the columns
 * given. Throws `BadCsv` where the file is missing, broken, or refused.
 */
export async function readCsv(file: string, columns: readonly string[], take: (row: CsvRow) => void): Promise<void> {
  let line = 0;
  const refuse = (reason: string): never => {
    throw new BadCsv(file, line, reason);
  };
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    on_record: (cells: string[], { lines }) => {
      const first = line === 0;
      line = lines;
      if (!first) take({ cells, refuse });
      else if (cells.join() !== columns.join()) refuse(`the columns must be ${columns.join()}, but are ${cells.join()}`);
      return null;
    },
  });
  parser.resume();
  try {
    const bytes = createReadStream(file);
    await (file.endsWith(".gz") ? pipeline(bytes, createGunzip(), parser) : pipeline(bytes, parser));
  } catch (error) {
    throw error instanceof BadCsv ? error : new BadCsv(file, brokenLine(error), error instanceof Error ? error.message : String(error));
  }
  if (line === 0) throw new BadCsv(file, 1, `the file is empty; its first line must be ${columns.join()}`);
}

function brokenLine(error: unknown): number | null {
  return typeof error === "object" && error !== null && "lines" in error && typeof error.lines === "number" ? error.lines : null;
}
