import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { env } from "./env.server.ts";
import type { Sql } from "./lib/sql.ts";
import { logger } from "./logger.server.ts";

const DATE_OID = 1082;

/** Rows as pg gives them: bigint and numeric as text, `date` as "YYYY-MM-DD", timestamps as Date. To be parsed at the border. */
export type Row = Record<string, unknown>;

/** One transaction that sees and changes the rows of one shop. Not to be used after the work that it was given to has ended. */
export type ShopTransaction = {
  readonly shopId: string;
  query(statement: string | Sql, values?: readonly unknown[]): Promise<Row[]>;
  /** For COPY and cursors; `query` serves everything else. */
  readonly client: pg.PoolClient;
};

const types = new pg.TypeOverrides();
types.setTypeParser(DATE_OID, (day) => day); // a local day has no zone: a Date would give it that of the machine

/** The one pool of connections, logged in as the role that owns nothing. Without a shop named it sees no shop's rows. */
export const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10, types });
// A lost connection without a listener would end the process: the pool listens to those that rest, this to those that work.
pool.on("connect", (client) => client.on("error", (error) => logger.warn({ error: error.message }, "a database connection was lost")));
pool.on("error", () => undefined);

/**
 * A connection of its own for what a pool cannot serve: listening. It stays out of the pool's count; whoever asks for it opens and ends it.
 * The name is what PostgreSQL's lists of connections show.
 */
export function singleConnection(name: string): pg.Client {
  const limits = { connectionTimeoutMillis: 10_000, query_timeout: 10_000, keepAlive: true };
  return new pg.Client({ connectionString: env.DATABASE_URL, application_name: name, ...limits });
}

/** The one Prisma client, on the same pool: for `session` and `shop`, which stand outside of the shops' rows. */
export const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });

const underWay = new AsyncLocalStorage<string>();

/**
 * The door to a shop's rows: runs `work` in one transaction in which row-level security shows the rows of this shop alone. Commits when
 * `work` resolves, and rolls back and throws its error when it rejects, or when a failed statement was swallowed on the way. Refuses to
 * be nested: the inner one would wait for a connection while the outer one holds one.
 */
export async function withShop<T>(shopId: string, work: (tx: ShopTransaction) => Promise<T>): Promise<T> {
  if (!/^[1-9]\d*$/.test(shopId)) throw new TypeError(`withShop needs the id of a shop, not ${JSON.stringify(shopId)}`);
  if (underWay.getStore() !== undefined) throw new Error("withShop within withShop: hand the transaction on instead");
  const client = await pool.connect();
  let open = true;
  let broken = false;
  const tx: ShopTransaction = {
    shopId,
    client,
    async query(statement, values) {
      // by now the connection may serve another shop
      if (!open) throw new Error("the transaction has ended: a query was not awaited");
      const { text, values: bound } = typeof statement === "string" ? { text: statement, values } : statement;
      return (await client.query<Row>(text, bound ? [...bound] : undefined)).rows;
    },
  };
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop_id', $1, true)", [shopId]);
    const result = await underWay.run(shopId, () => work(tx));
    open = false;
    const { command } = await client.query("commit");
    if (command !== "COMMIT") throw new Error("the transaction was rolled back: a statement in it failed and its error was not passed on");
    return result;
  } catch (error) {
    open = false;
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A reader that stops in the middle keeps its transaction no longer than this. */
const STALLED_MS = 60_000;

/**
 * The rows of one statement on one shop's rows, as many at a time as `batch`, by a cursor in one read-only transaction: however many there
 * are, no more are held. It lasts until all are read or the reader lets go (`return`, `break`); a reader that stops for a minute is cut
 * off.
 */
export async function* shopRows(shopId: string, { text, values }: Sql, batch = 1000): AsyncGenerator<Row[], void> {
  if (!/^[1-9]\d*$/.test(shopId)) throw new TypeError(`shopRows needs the id of a shop, not ${JSON.stringify(shopId)}`);
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("begin read only");
    await client.query("select set_config('app.shop_id', $1, true), set_config('idle_in_transaction_session_timeout', $2, true)", [
      shopId,
      String(STALLED_MS),
    ]);
    await client.query({ text: `declare shop_rows no scroll cursor for ${text}`, values: [...values] });
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${batch} from shop_rows`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    client.release(broken);
  }
}
