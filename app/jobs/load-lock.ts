import { pool } from "../db.server.ts";

/**
 * Runs `work` while holding the lock of one operation's load, on a connection of its own: two workers never read one file side by side,
 * and the lock of a killed one is gone with its connection. `signal` aborts when the lock is lost. `held` is false when somebody else
 * has the lock; then nothing was done.
 */
export async function whileLoading<T>(
  shopId: string,
  operationId: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly held: true; readonly result: T } | { readonly held: false }> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onError = (error: Error) => lost.abort(error);
  client.on("error", onError);
  const key = `load-operation:${shopId}:${operationId}`;
  let broken = true;
  try {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as held", [key]);
    if (!rows[0]?.held) {
      broken = false;
      return { held: false };
    }
    const result = await work(lost.signal);
    return { held: true, result };
  } finally {
    if (broken) {
      broken = await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]).then(
        () => false,
        () => true,
      );
    }
    client.off("error", onError);
    client.release(broken);
  }
}
