import pg from "pg";
import { pool } from "../../db.server.ts";
import { logger } from "../../logger.server.ts";

const LOCK_TIMEOUT_MS = 30_000;

/**
 * Connections of their own: whoever holds the lock needs one of the common pool to read and write the session, and would never get it
 * if those who wait for the lock held them all.
 */
const connections = new pg.Pool({ ...pool.options, max: 3, idleTimeoutMillis: 5_000, allowExitOnIdle: true });
connections.on("error", (error) => logger.warn({ error: error.message }, "an idle lock connection was lost"));

const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while nobody else, in this process or any other on the same database, works on the tokens of this shop. Within the process
 * those who wait stand in a queue and hold no connection.
 */
export async function withTokenLock<T>(shopDomain: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(shopDomain) ?? Promise.resolve();
  const turn = before.then(
    () => acrossProcesses(shopDomain, work),
    () => acrossProcesses(shopDomain, work),
  );
  queues.set(shopDomain, turn);
  try {
    return await turn;
  } finally {
    if (queues.get(shopDomain) === turn) queues.delete(shopDomain);
  }
}

async function acrossProcesses<T>(shopDomain: string, work: () => Promise<T>): Promise<T> {
  const client = await connections.connect();
  let broken = false;
  try {
    await client.query("begin");
    await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query("select pg_advisory_xact_lock(hashtextextended('shopify tokens of ' || $1, 0))", [shopDomain]);
    return await work();
  } finally {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    client.release(broken);
  }
}
