import { findOperation } from "../db/bulk-operation.ts";
import { withShop } from "../db.server.ts";
import { logger } from "../logger.server.ts";

const LOOK_EVERY_MS = 500;

/** The operation's run was cancelled while it was loaded. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Runs `work` with a signal that aborts as `signal` does, and with Cancelled as soon as the operation is cancelled. */
export async function whileUnderWay<T>(
  shopId: string,
  operationId: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController();
  const look = async () => {
    const operation = await withShop(shopId, (tx) => findOperation(tx, operationId));
    if (operation?.status === "cancelled") cancelled.abort(new Cancelled("the sync was cancelled"));
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => logger.debug({ error: String(error) }, "could not see whether a sync was cancelled"));
  }, LOOK_EVERY_MS);
  try {
    return await work(AbortSignal.any([signal, cancelled.signal]));
  } catch (error) {
    throw cancelled.signal.aborted ? cancelled.signal.reason : error;
  } finally {
    clearInterval(timer);
  }
}
