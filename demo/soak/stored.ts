import pg from "pg";
import { z } from "zod";
import type { DatabaseUrls } from "../../prisma/setup.ts";
import type { Facts, RecordKind, Records } from "./records.ts";

const text = z.record(z.string(), z.string().nullable());

const epoch = (column: string, name: string) => `floor(extract(epoch from ${column}))::bigint::text as ${name}`;
const joined = (column: string) =>
  `(select coalesce(string_agg(tag, ',' order by tag collate "C"), '') from unnest(${column}) as tag) as tags`;

const queries: Readonly<Record<RecordKind, string>> = {
  orders: `
    select id::text, name, customer_id::text as customer, ${epoch("updated_at", "updated")}, ${epoch("cancelled_at", "cancelled")},
           ${epoch("closed_at", "closed")}, fulfillment_status as fulfillment, financial_status as financial, ${joined("tags")},
           test::text, original_total::text, current_total::text,
           (select coalesce(string_agg(line.id || ':' || line.quantity || ':' || line.current_quantity, ',' order by (line.id || ':' || line.quantity || ':' || line.current_quantity) collate "C"), '')
            from order_line line where line.shop_id = orders.shop_id and line.order_id = orders.id) as lines
    from   orders
    where  shop_id = current_shop() and deleted_at is null`,
  customers: `
    select id::text, ${epoch("updated_at", "updated")}, ${joined("tags")}, country || ' ' || coalesce(province, '') as place,
           number_of_orders::text as orders, amount_spent::text as spent
    from   customer
    where  shop_id = current_shop() and deleted_at is null`,
  products: `
    select id::text, title, status, product_type as type, ${joined("tags")}, ${epoch("updated_at", "updated")}
    from   product
    where  shop_id = current_shop() and deleted_at is null`,
  variants: `
    select variant.id::text, product_id::text as product, variant.title, sku, price::text, ${epoch("variant.updated_at", "updated")},
           inventory_quantity::text as stock
    from   variant join product on product.shop_id = variant.shop_id and product.id = variant.product_id
    where  variant.shop_id = current_shop() and product.deleted_at is null`,
  "inventory levels": `
    select inventory_item_id || ' at ' || location_id as id, available::text
    from   inventory_level level join product on product.shop_id = level.shop_id and product.id = level.product_id
    where  level.shop_id = current_shop() and product.deleted_at is null`,
  "abandoned checkouts": `
    select id::text, customer_id::text as customer, ${epoch("updated_at", "updated")}, ${epoch("completed_at", "completed")},
           (select coalesce(sum(quantity), 0) from abandoned_checkout_line line
            where line.shop_id = abandoned_checkout.shop_id and line.checkout_id = abandoned_checkout.id)::text as units
    from   abandoned_checkout
    where  shop_id = current_shop() and deleted_at is null`,
};

/** Tables by shop that hold no figures: how work goes. The facts are compared by record. */
const NO_ROLLUPS = [
  ..."orders order_line agreement sale customer product variant inventory_level abandoned_checkout abandoned_checkout_line".split(" "),
  ..."inbox inbox_count dirty sync_run bulk_operation sync_cursor refused_row data_request redacted_customer shop_change short_record".split(
    " ",
  ),
];

const state = z.object({
  waiting: z.coerce.number(),
  short: z.coerce.number(),
  dead: z.coerce.number(),
  dirty: z.coerce.number(),
  moved: z.boolean(),
  due: z.boolean(),
  run: z.string().nullable(),
});

/**
 * How far the app is with a shop: webhooks that wait or were put aside, records to be fetched again, what rollups lack, a time zone or a
 * check to come, and the run under way.
 */
export type Waiting = z.infer<typeof state>;

const lastRun = z.object({ id: z.coerce.number(), kind: z.string(), status: z.string(), error: z.string().nullable() });

/** What is stored of one shop, read as the app's own role in the shop's name. */
export class Stored {
  readonly #client: pg.Client;
  readonly shopId: string;

  private constructor(client: pg.Client, shopId: string) {
    this.#client = client;
    this.shopId = shopId;
  }

  /** Connects, does the work, and lets go: a killed database takes no connection of ours along. */
  static async with<Result>(database: DatabaseUrls, domain: string, work: (stored: Stored) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: database.app });
    client.on("error", () => undefined); // the query that it breaks says so
    await client.connect();
    try {
      const [row] = z
        .array(z.object({ id: z.string() }))
        .parse((await client.query("select id::text from shop where domain = $1", [domain])).rows);
      if (!row) throw new Error(`The app does not know the shop ${domain}.`);
      await client.query("select set_config('app.shop_id', $1, false)", [row.id]);
      return await work(new Stored(client, row.id));
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async waiting(): Promise<Waiting> {
    const { rows } = await this.#client.query(`
      select (select count(*) from inbox where shop_id = current_shop() and status = 'waiting') as waiting,
             (select count(*) from short_record where shop_id = current_shop()) as short,
             (select count(*) from inbox where shop_id = current_shop() and status = 'dead') as dead,
             (select count(*) from dirty where shop_id = current_shop()) as dirty,
             (select coalesce(reported_time_zone <> time_zone, false) from shop where id = current_shop()) as moved,
             (select coalesce(next_check_at <= now(), false) or rollups_version is distinct from (select max(rollups_version) from shop) from shop where id = current_shop()) as due,
             (select status from sync_run
              where  shop_id = current_shop() and status in ('requested', 'exporting', 'loading', 'refreshing') limit 1) as run`);
    return state.parse(rows[0]);
  }

  /** The run that was asked for last; null before the first. */
  async lastRun(): Promise<z.infer<typeof lastRun> | null> {
    const { rows } = await this.#client.query(
      "select id, kind, status, error from sync_run where shop_id = current_shop() order by id desc limit 1",
    );
    return rows.length === 0 ? null : lastRun.parse(rows[0]);
  }

  async records(): Promise<Records> {
    const read = async (kind: RecordKind): Promise<Map<string, Facts>> => {
      const { rows } = await this.#client.query(queries[kind]);
      return new Map(rows.map((row) => text.parse(row)).map((row) => [row.id ?? "", row]));
    };
    return {
      orders: await read("orders"),
      customers: await read("customers"),
      products: await read("products"),
      variants: await read("variants"),
      "inventory levels": await read("inventory levels"),
      "abandoned checkouts": await read("abandoned checkouts"),
    };
  }

  /** The checkouts of whose deletion a webhook told. */
  async checkoutsToldGone(): Promise<Set<string>> {
    const { rows } = await this.#client.query(
      "select record_id as id from inbox where shop_id = current_shop() and topic = 'checkouts/delete' and record_id is not null",
    );
    return new Set(rows.map((row) => z.object({ id: z.string() }).parse(row).id));
  }

  /** The dead letters by reason, for whoever looks for a cause. */
  async deadLetters(): Promise<string[]> {
    const { rows } = await this.#client.query(
      "select topic || ' ' || coalesce(record_id, '') || ': ' || coalesce(reason, '') as said from inbox where shop_id = current_shop() and status = 'dead' order by id",
    );
    return rows.map((row) => z.object({ said: z.string() }).parse(row).said);
  }

  /** Each row of each rollup as text, in order: of every table by shop that is none of the others, so that a new one is among them. */
  async rollups(): Promise<string[]> {
    const all: string[] = [];
    const tables = await this.#client.query(
      `select relname::text as name
       from   pg_class
       where  relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and relname <> all($1)
              and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'shop_id' and not attisdropped)
       order  by relname`,
      [NO_ROLLUPS],
    );
    for (const { name: table } of z.array(z.object({ name: z.string() })).parse(tables.rows)) {
      const { rows } = await this.#client.query(
        `select to_jsonb(${table})::text as row from ${table} where shop_id = current_shop() order by 1`,
      );
      all.push(...rows.map((row) => `${table} ${z.object({ row: z.string() }).parse(row).row}`));
    }
    return all;
  }

  /** Takes the rollups for outdated, as those that older code has written: they are made anew of the facts. */
  async outdateRollups(): Promise<void> {
    await this.#client.query("update shop set rollups_version = 0 where id = $1", [this.shopId]);
  }
}
