import { customerNames } from "./customer-names.ts";

/** As many customers as Shopify is asked for at once. */
const BATCH = 250;
/** So long a file waits for names in all; and after so many batches in a row of which Shopify named nobody, it will not name the next. */
const PATIENCE_MS = 120_000;
const MOST_UNNAMED = 2;

type Row = { readonly customerId: string | null };

/**
 * Rows one after the other, each with the name of its customer as Shopify tells it now: null for a guest, and where it is not told. Names
 * are asked for by batches while the rows stream, and no more of either is held. Where Shopify does not tell, or has taken two minutes in
 * all, what is left comes without names and no longer waits for them.
 */
export async function* withNames<Of extends Row>(
  shop: { readonly domain: string },
  rows: AsyncIterable<Of>,
): AsyncGenerator<{ readonly row: Of; readonly name: string | null }, void> {
  const asker = new Asker(shop);
  let batch: Of[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* await asker.named(batch);
    batch = [];
  }
  yield* await asker.named(batch);
}

class Asker {
  private waitedMs = 0;
  private unnamed = 0;
  private readonly shop: { readonly domain: string };

  constructor(shop: { readonly domain: string }) {
    this.shop = shop;
  }

  async named<Of extends Row>(rows: readonly Of[]): Promise<{ row: Of; name: string | null }[]> {
    const names = await this.ask([...new Set(rows.flatMap(({ customerId }) => customerId ?? []))]);
    return rows.map((row) => ({ row, name: row.customerId === null ? null : (names[row.customerId] ?? null) }));
  }

  private async ask(ids: readonly string[]): Promise<Record<string, string>> {
    if (ids.length === 0 || this.waitedMs > PATIENCE_MS || this.unnamed >= MOST_UNNAMED) return {};
    const began = performance.now();
    const names = await customerNames(this.shop, ids);
    this.waitedMs += performance.now() - began;
    this.unnamed = Object.keys(names).length === 0 ? this.unnamed + 1 : 0;
    return names;
  }
}
