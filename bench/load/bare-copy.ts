import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

const tables = ["orders", "order_line", "agreement", "sale"];

/**
 * Milliseconds that a bare COPY takes for the rows of the facts of `loaded` into the same tables, with their keys and indexes, of `empty`:
 * the other half of the limit. Row-level security is stepped around (superuser), as no application could.
 */
export async function bareCopy(loaded: string, empty: string, folder: string): Promise<number> {
  for (const table of tables) await withClient(loaded, (client) => dump(client, table, join(folder, table)));
  return withClient(empty, async (client) => {
    await client.query("checkpoint");
    const started = performance.now();
    for (const table of tables)
      await pipeline(
        createReadStream(join(folder, table), { highWaterMark: 256 * 1024 }),
        client.query(copyFrom(`copy ${table} from stdin`)),
      );
    const ended = performance.now();
    for (const table of tables) rmSync(join(folder, table));
    return ended - started;
  });
}

async function dump(client: pg.Client, table: string, path: string): Promise<void> {
  const key = table === "orders" ? "shop_id, id" : "shop_id, order_id, id";
  await pipeline(client.query(copyTo(`copy (select * from ${table} order by ${key}) to stdout`)), createWriteStream(path));
}

export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
