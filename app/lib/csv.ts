import { type Answering, answeringOf } from "./answers-under-way.ts";
import { BOM, type Cell, csvName, lineOf } from "./csv-text.ts";

const CHUNK_CHARACTERS = 64 * 1024;

/** A file by its name, "products 2026-11-01 to 2026-11-21", its columns, and its rows as they come. */
export type CsvFile = { readonly name: string; readonly head: readonly string[]; readonly rows: AsyncIterable<readonly Cell[]> };

/** The answer that is a CSV file. `context`: the route's load context. Rows are taken no faster than the browser takes them. */
export function csvResponse(context: Readonly<Record<string, unknown>>, { name, head, rows }: CsvFile): Response {
  return new Response(csvStream(head, rows, answeringOf(context)), { headers: csvHeaders(name) });
}

/**
 * A CSV file (RFC 4180, with a byte order mark, so that spreadsheets read it as UTF-8) as rows come; no more of it is held than one chunk.
 * Text that a spreadsheet would take for a formula is defused by an apostrophe. Given up by its reader, it lets the rows go.
 */
export function csvStream(
  head: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
  { gone, drained }: Partial<Answering> = {},
): ReadableStream<Uint8Array> {
  const iterator = rows[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let text = BOM + lineOf(head);
  return new ReadableStream({
    async pull(controller) {
      await drained?.();
      if (gone?.aborted) {
        await iterator.return?.();
        return controller.close();
      }
      for (;;) {
        const { done, value } = await iterator.next();
        if (!done) text += lineOf(value);
        if (done || text.length >= CHUNK_CHARACTERS) {
          controller.enqueue(encoder.encode(text));
          text = "";
          if (done) controller.close();
          return;
        }
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** The headers of a response that is a CSV file of this name: "products 2026-11-01 to 2026-11-21". */
export function csvHeaders(filename: string): Record<string, string> {
  return {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${csvName(filename)}"`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
}
