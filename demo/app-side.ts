import pg from "pg";
import { z } from "zod";
import type { DatabaseUrls } from "../prisma/setup.ts";
import { type Day, figuresOfSale, type Sale, withSums } from "./compare.ts";
import { noFigures } from "./figures.ts";

const bigint = z.string().transform((text) => BigInt(text));
const count = z.object({ id: z.string() });

const dayRow = z.object({
  day: z.string(),
  orders: bigint,
  gross_sales: bigint,
  discounts: bigint,
  returns: bigint,
  shipping_charges: bigint,
  duties: bigint,
  fees: bigint,
  taxes: bigint,
  tips: bigint,
  gift_cards: bigint,
  units_sold: bigint,
  units_returned: bigint,
});

const saleRow = z.object({
  id: z.string(),
  order_id: z.string(),
  day: z.string(),
  line_type: z.string(),
  action: z.string(),
  quantity: bigint,
  total: bigint,
  tax: bigint,
  discount: bigint,
});

const operationRow = z.object({ resource: z.string(), status: z.string(), object_count: bigint.nullable(), lines_read: bigint });

/** How far the last sync is: its state, what went wrong, and each of its operations. */
export type SyncState = { status: string; error: string | null; operations: z.infer<typeof operationRow>[] };

/** What the app has in its database, read as the app's own role in the shop's name: row-level security holds here as there. */
export class AppSide {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Connects, and names the shop of this domain for the whole connection. Throws if the app does not know it. */
  static async open(database: DatabaseUrls, domain: string): Promise<AppSide> {
    const client = new pg.Client({ connectionString: database.app });
    await client.connect();
    const { rows } = await client.query("select id from shop where domain = $1", [domain]);
    if (rows.length === 0) {
      await client.end();
      throw new Error(`The app does not know the shop ${domain}: the installation did not get through.`);
    }
    await client.query("select set_config('app.shop_id', $1, false)", [count.parse(rows[0]).id]);
    return new AppSide(client);
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  /** The last sync run of the shop, or null before the first. */
  async sync(): Promise<SyncState | null> {
    const { rows } = await this.#client.query(
      "select id::text, status, error from sync_run where shop_id = current_shop() order by id desc limit 1",
    );
    if (rows.length === 0) return null;
    const run = z.object({ id: z.string(), status: z.string(), error: z.string().nullable() }).parse(rows[0]);
    const { rows: operations } = await this.#client.query(
      `select resource, status, object_count::text, lines_read::text
       from   bulk_operation
       where  shop_id = current_shop() and sync_run_id = $1
       order  by resource`,
      [run.id],
    );
    return { status: run.status, error: run.error, operations: z.array(operationRow).parse(operations) };
  }

  /** The daily numbers from the rollup that the app's pages read. */
  async days(): Promise<Day[]> {
    const { rows } = await this.#client.query(
      `select day::text, orders::text, gross::text as gross_sales, discounts::text, returns::text, shipping::text as shipping_charges, duties::text,
              fees::text, taxes::text, tips::text, gift_cards::text, units_sold::text, units_returned::text
       from   daily_sales
       where  shop_id = current_shop()
       order  by day`,
    );
    return z
      .array(dayRow)
      .parse(rows)
      .map((row) => withSums({ ...noFigures, ...row }))
      .map((figures, index) => ({ ...figures, day: String(rows[index].day) }));
  }

  /** The ledger by sale id, each row with its figures by the formulas of docs/metrics.md. */
  async sales(): Promise<Map<string, Sale>> {
    const sales = new Map<string, Sale>();
    await this.#client.query("begin read only");
    await this.#client.query(
      `declare ledger no scroll cursor for
       select id::text, order_id::text, day::text, line_type, action, coalesce(quantity, 0)::text as quantity, total::text, tax::text, discount::text
       from   sale
       where  shop_id = current_shop() and counted`,
    );
    for (;;) {
      const { rows } = await this.#client.query("fetch 20000 from ledger");
      if (rows.length === 0) break;
      for (const { id, order_id, day, line_type, action, ...amounts } of z.array(saleRow).parse(rows)) {
        const figures = figuresOfSale({ lineType: line_type, action, ...amounts });
        sales.set(id, { ...figures, saleId: id, orderId: order_id, day, lineType: line_type, action });
      }
    }
    await this.#client.query("commit");
    return sales;
  }
}
